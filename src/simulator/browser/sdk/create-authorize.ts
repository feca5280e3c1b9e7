import type { AuthorizeResult, UpdateData } from '../../../klarna/sdk.ts';
import type { FrameParams } from '../messages.ts';
import type { Widget } from './create-widgets.ts';
import type { openPopup } from './open-popup.ts';
import type { SdkSettings } from './start-sdk.ts';

export interface AuthorizeCall {
  widget: Widget;
  base: string;
  session_id: string;
  payment_method_category: string | undefined;
  auto_finalize: boolean;
  data: UpdateData;
  callback: (result: AuthorizeResult) => void;
}

/** The pop-up from the click to the result. While one is open, another `authorize` is ignored without a word. */
export function createAuthorize(open: typeof openPopup, { paths }: Pick<SdkSettings, 'paths'>) {
  /** Left is the shopper's no for now, refused is Klarna's, and what a page gets when something broke. */
  const LEFT: AuthorizeResult = { approved: false, show_form: true };
  const REFUSED: AuthorizeResult = { approved: false, show_form: false };
  let isRunning = false;

  async function run(call: AuthorizeCall, popup: NonNullable<ReturnType<typeof openPopup>>): Promise<AuthorizeResult> {
    const { widget, base, session_id, payment_method_category, auto_finalize, data } = call;
    const params: FrameParams = { session_id, auto_finalize, data };
    if (payment_method_category !== undefined) params.payment_method_category = payment_method_category;
    const answer = await widget.channel.call('authorize', params);
    const { attempt_id, result } = answer as { attempt_id?: string; result?: AuthorizeResult };
    if (attempt_id === undefined) return result ?? REFUSED;
    popup.goTo(`${base}${paths.popup}/${attempt_id}`);
    await popup.ended;
    // Asked only now: a window that closed before a decision ends the attempt, one that closed after it does not.
    return (await widget.channel.call('outcome', { attempt_id })) as AuthorizeResult;
  }

  return (call: AuthorizeCall): void => {
    if (isRunning) return;
    const popup = open(call.base + paths.popup);
    if (!popup) {
      setTimeout(() => call.callback({ ...LEFT }));
      return;
    }
    isRunning = true;
    call.widget.overlay.show(({ klarna_simulator }) => {
      if (klarna_simulator === 'focus') popup.focus();
      if (klarna_simulator === 'cancel') popup.close();
    });
    const settle = (result: AuthorizeResult) => {
      isRunning = false;
      popup.close();
      call.widget.overlay.hide();
      call.callback(result);
    };
    run(call, popup).then(settle, () => settle({ ...REFUSED }));
  };
}
