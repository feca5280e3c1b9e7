/**
 * A widget is a frame in a container of ours. Klarna's script waits half a minute for one that the page forbids, and then
 * says the same as where Klarna refuses.
 */

import { parseUrl } from '../endpoint/parse-url.ts';
import { KlarnaCheckoutError } from '../errors.ts';
import { withResolvers } from '../with-resolvers.ts';
import { watchPolicy } from './script/csp-violations.ts';

/**
 * @param load begins the widget
 * @throws {KlarnaCheckoutError} `sdk` with reason `csp` as soon as the browser tells that the page forbids the frame
 */
export async function unlessForbidden<Answer>(container: Element, load: () => Promise<Answer>): Promise<Answer> {
  const watching = new AbortController();
  const { promise: forbidden, reject } = withResolvers<never>();
  watchPolicy({
    // Another frame of the page, such as an advertisement, says nothing of Klarna's.
    addresses: () => framesIn(container).flatMap(({ src }) => (parseUrl(src) ? src.replace(/#.*/, '') : [])),
    directives: /^(frame|child)-src/,
    signal: watching.signal,
    onStopped: (directive) => {
      const message =
        'The frame of a widget was stopped by the Content-Security-Policy of this page. docs/security.md has the lines that allow it';
      reject(new KlarnaCheckoutError('sdk', `${message} (${directive}).`, { reason: 'csp' }));
    },
  });
  try {
    return await Promise.race([load(), forbidden]);
  } catch (error) {
    // Klarna's script would take the dead frame for the widget that it is asked for next.
    for (const frame of framesIn(container)) frame.remove();
    throw error;
  } finally {
    watching.abort();
  }
}

export const framesIn = (container: Element): HTMLIFrameElement[] => [...container.querySelectorAll('iframe')];
