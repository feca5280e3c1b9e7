import type { FrameCall, FrameMessage, FrameParams } from './messages.ts';

/**
 * Inside the widget's frame: takes the SDK's calls, asks the simulator, shows what it may show. All requests go from here,
 * its own origin, so that a shop's `connect-src` need not name the simulator.
 */
export function startWidget(_: object, { api }: { api: string }): void {
  const content = document.getElementById('content') as HTMLElement;
  // No secret travels up before somebody asks: the shop's origin is not known until then.
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
    // `klarna` stands for all that the widget shows; where that is one way to pay, it is that one.
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
      // Now, not when the observer wakes: browsers do not draw a frame that is collapsed, so it would jump when chosen.
      measure();
    }
    return result;
  };

  window.addEventListener('message', (event: MessageEvent<FrameCall>) => {
    if (event.source !== window.parent || event.data?.klarna_simulator !== 'call') return;
    const { id, method } = event.data;
    // What Klarna documents for a technical failure, such as a connection that breaks.
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
