/**
 * A widget is a frame in one of our containers. If the page's policy forbids the frame, Klarna's script waits half a minute
 * and then answers as it does for a refusal.
 */

import { parseUrl } from '../endpoint/parse-url.ts';
import { KlarnaCheckoutError } from '../errors.ts';
import { withResolvers } from '../with-resolvers.ts';
import { watchPolicy } from './script/csp-violations.ts';

/**
 * @param load starts the widget
 * @throws {KlarnaCheckoutError} `sdk` with reason `csp` as soon as the browser reports that the page forbids the frame
 */
export async function unlessForbidden<Answer>(container: Element, load: () => Promise<Answer>): Promise<Answer> {
  const watching = new AbortController();
  const { promise: forbidden, reject } = withResolvers<never>();
  watchPolicy({
    // Other frames of the page, such as advertisements, do not count.
    addresses: () => framesIn(container).flatMap(({ src }) => (parseUrl(src) ? src.replace(/#.*/, '') : [])),
    directives: /^(frame|child)-src/,
    signal: watching.signal,
    onStopped: (directive) => {
      const message = 'The Content-Security-Policy of this page stopped the frame of a widget. See docs/security.md';
      reject(new KlarnaCheckoutError('sdk', `${message} (${directive}).`, { reason: 'csp' }));
    },
  });
  try {
    return await Promise.race([load(), forbidden]);
  } catch (error) {
    // Klarna's script would mistake the dead frame for the next widget.
    for (const frame of framesIn(container)) frame.remove();
    throw error;
  } finally {
    watching.abort();
  }
}

export const framesIn = (container: Element): HTMLIFrameElement[] => [...container.querySelectorAll('iframe')];
