import type { LoadResult } from '../../../klarna/sdk.ts';
import type { Channel, createChannel } from './create-channel.ts';
import type { createFrames } from './create-frames.ts';

export interface ReviewCall {
  base: string;
  session_id: string;
  container: HTMLElement;
  callback: (result: LoadResult) => void;
}

/** `loadPaymentReview`: one frame per page that names what the shopper chose. */
export function createReview(frames: ReturnType<typeof createFrames>, openChannel: typeof createChannel) {
  const ID = 'klarna-payment-review';
  let channel: Channel | undefined;
  return ({ base, session_id, container, callback }: ReviewCall): void => {
    channel?.close();
    document.getElementById(ID)?.remove();
    const frame = frames.review(ID, base, container);
    channel = openChannel(frame, base, () => undefined);
    container.append(frame);
    channel.call('review', { session_id }).then(
      (result) => callback(result as LoadResult),
      () => callback({ show_form: false }),
    );
  };
}
