import type { FrameCall, FrameMessage, FrameParams } from './messages.ts';

/**
 * Runs in the widget's frame: takes the SDK's calls, asks the simulator, and shows the answer. All requests start here,
 * on the simulator's own origin, so a shop's `connect-src` need not name the simulator.
 */
export function startWidget(_: object, { api }: { api: string }): void {
  const content = document.getElementById('content') as HTMLElement;
  // The shop's origin is unknown until the first call. Messages before it contain no secrets.
  const tell = (message: FrameMessage, origin = '*') => window.parent.postMessage(message, origin);

  let last = 0;
  const measure = () => {
    const height = Math.ceil(content.getBoundingClientRect().height);
    if (height <= 1 || height === last) return;
    last = height;
    tell({ klarna_simulator: 'height', height });
  };

  const chosenCategory = (): string | undefined =>
    content.querySelector<HTMLInputElement>('input[type="hidden"], input:checked')?.value;

  class Broken extends Error {}

  const ask = async ({ method, params: text }: FrameCall): Promise<unknown> => {
    const params = JSON.parse(text) as FrameParams;
    // `klarna` means every way to pay that the widget shows. If the widget shows one, that one is meant.
    const isOpen = !params.payment_method_category || params.payment_method_category === 'klarna';
    if (method === 'authorize' && isOpen) params.payment_method_category = chosenCategory() ?? '';
    const response = await fetch(`${api}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    if (!response.ok) throw new Broken(`The simulator answered ${response.status} to ${method}.`);
    const { result, html } = (await response.json()) as { result: unknown; html?: string };
    if (html !== undefined) {
      content.innerHTML = html;
      // Measure now and do not wait for the observer: browsers do not draw a collapsed frame, so it would jump when it
      // opens.
      measure();
    }
    return result;
  };

  window.addEventListener('message', (event: MessageEvent<FrameCall>) => {
    if (event.source !== window.parent || event.data?.klarna_simulator !== 'call') return;
    const { id, method } = event.data;
    // Klarna documents this result for a technical failure, such as a broken connection.
    const refused =
      method === 'load' || method === 'review' ? { show_form: false } : { show_form: false, approved: false };
    const reply = (result: unknown) => tell({ klarna_simulator: 'reply', id, result }, event.origin);
    ask(event.data).then(reply, (error: unknown) => {
      if (error instanceof Broken) tell({ klarna_simulator: 'broken', id, reason: error.message }, event.origin);
      else reply(refused);
    });
  });

  new ResizeObserver(measure).observe(content);
  tell({ klarna_simulator: 'ready' });
}
