import type { AuthorizeResult, UpdateData } from '../../../klarna/sdk.ts';
import type { createChannel } from './create-channel.ts';
import type { createFrames } from './create-frames.ts';

export interface HiddenCall {
  base: string;
  session_id: string;
  data: UpdateData;
  callback: (result: AuthorizeResult) => void;
}

/** For `reauthorize` and `finalize`: a hidden frame on the body for the length of the call, as no widget need be there. */
export function createHiddenCall(frames: ReturnType<typeof createFrames>, openChannel: typeof createChannel) {
  let count = 0;
  return ({ base, session_id, data, callback }: HiddenCall): void => {
    count += 1;
    const frame = frames.hidden(`klarna-hidden-${count}`, base);
    const channel = openChannel(frame, base, () => undefined);
    document.body.append(frame);
    const settle = (result: AuthorizeResult) => {
      channel.close();
      frame.remove();
      callback(result);
    };
    channel.call('repeat', { session_id, data }).then(
      (result) => settle(result as AuthorizeResult),
      () => settle({ approved: false, show_form: false }),
    );
  };
}
