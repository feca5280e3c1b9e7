/** Runs a module in a page with a Content-Security-Policy, and returns the value that it reports. */

/** The nonce of the module, for the policy. */
export const NONCE = 'cmFuZG9t';

/** @param code a module that calls `report(value)` once */
export async function runUnder(policy: string, code: string): Promise<unknown> {
  const frame = document.createElement('iframe');
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const onMessage = ({ source, data }: MessageEvent) => {
    if (source === frame.contentWindow) resolve(data);
  };
  window.addEventListener('message', onMessage);
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">
    <script type="module" nonce="${NONCE}">
      const report = (value) => parent.postMessage(value, '*');
      ${code}
    </script>`;
  document.body.append(frame);
  try {
    return await promise;
  } finally {
    window.removeEventListener('message', onMessage);
    frame.remove();
  }
}
