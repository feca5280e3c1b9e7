import type { AuthorizeResult, UpdateData } from '../../../klarna/sdk.ts';
import type { FrameParams } from '../messages.ts';
import type { Widget } from './create-widgets.ts';
import type { openPopup } from './open-popup.ts';
import type { SdkSettings } from './types.ts';

export interface AuthorizeCall {
  widget: Widget;
  base: string;
  session_id: string;
  payment_method_category: string | undefined;
  auto_finalize: boolean;
  data: UpdateData;
  callback: (result: AuthorizeResult) => void;
}

/**
 * Runs the pop-up from the click to the result. While the pop-up of a widget is open, another `authorize` of it is
 * ignored.
 */
export function createAuthorize(open: typeof openPopup, { paths }: Pick<SdkSettings, 'paths'>) {
  /** The result if the shopper leaves. A refusal by Klarna has another result. */
  const LEFT: AuthorizeResult = { approved: false, show_form: true };
  const REFUSED: AuthorizeResult = { approved: false, show_form: false };
  const running = new Set<string>();

  type Popup = NonNullable<ReturnType<typeof openPopup>>;

  async function follow(call: AuthorizeCall, started: Promise<unknown>, popup: Popup): Promise<AuthorizeResult> {
    const { widget, base } = call;
    const { attempt_id, result } = (await started) as { attempt_id?: string; result?: AuthorizeResult };
    if (attempt_id === undefined) return result ?? REFUSED;
    popup.goTo(`${base}${paths.popup}/${attempt_id}`);
    await popup.ended;
    // Ask only now. If the window closed before a decision, the attempt ends; if it closed after one, the decision
    // counts.
    return (await widget.channel.call('outcome', { attempt_id })) as AuthorizeResult;
  }

  /** If the page's callback throws, Klarna's script hides the error. This one prints it to the console. */
  const tell = ({ callback }: AuthorizeCall, result: AuthorizeResult): void => {
    try {
      callback(result);
    } catch (error) {
      console.error('The callback of Klarna.Payments.authorize threw. Klarna’s script says nothing of it.', error);
    }
  };

  return {
    isRunning: (name: string): boolean => running.has(name),

    /** @throws if the data cannot be written as JSON; then nothing has started */
    start(call: AuthorizeCall): void {
      const { widget, base, session_id, payment_method_category, auto_finalize, data } = call;
      const params: FrameParams = { session_id, auto_finalize, data };
      if (payment_method_category !== undefined) params.payment_method_category = payment_method_category;
      // Before the window opens, because this may throw. The callback is called only after the window is open.
      JSON.stringify(params);
      const popup = open(base + paths.popup, widget.id.replace(/main$/, 'popup'));
      if (!popup) {
        setTimeout(() => tell(call, { ...LEFT }));
        return;
      }
      running.add(widget.name);
      widget.overlay.show(({ klarna_simulator }) => {
        if (klarna_simulator === 'focus') popup.focus();
        if (klarna_simulator === 'cancel') popup.close();
      });
      const settle = (result: AuthorizeResult) => {
        running.delete(widget.name);
        popup.close();
        widget.overlay.hide();
        tell(call, result);
      };
      follow(call, widget.channel.call('authorize', params), popup).then(settle, (error: unknown) => {
        // Nobody has decided. For the page, this is the same as a shopper who left.
        reportError(error);
        settle({ ...LEFT });
      });
    },
  };
}
