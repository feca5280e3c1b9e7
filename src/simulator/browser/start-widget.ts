import type { FrameCall, FrameMessage } from './messages.ts';

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

  const ask = async (call: FrameCall): Promise<unknown> => {
    const params = { ...call.params };
    if (call.method === 'authorize') params.payment_method_category ||= chosenCategory() ?? '';
    const response = await fetch(`${api}/${call.method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    if (!response.ok) throw new Error(`The simulator answered ${response.status}.`);
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
    const refused =
      method === 'load' || method === 'review' ? { show_form: false } : { show_form: false, approved: false };
    const reply = (result: unknown) => tell({ klarna_simulator: 'reply', id, result }, event.origin);
    ask(event.data).then(reply, () => reply(refused));
  });

  new ResizeObserver(measure).observe(content);
  tell({ klarna_simulator: 'ready' });
}
