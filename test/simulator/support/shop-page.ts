/** A shop's page on an origin of its own. It contains only the SDK, a container and a button. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const page = (sdkUrl: string) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
<style>body { margin: 0; } #pay { font-size: 2rem; }</style>
<button id="pay">Pay</button><div id="container"></div>
<script>
  window.seen = [];
  window.look = () => undefined;
  const note = (entry) => {
    window.seen.push(entry);
    window.look();
  };
  window.ready = [];
  window.klarnaAsyncCallback = (...values) => window.ready.push(values.length);
  // Calls a method; what the callback gets and what is thrown come back in the order in which they came.
  window.run = (method, ...values) => {
    const callback = (result) => note({ callback: result });
    try {
      const given = method === 'init' ? values : [...values, callback];
      const returned = Klarna.Payments[method](...given);
      if (returned !== undefined) note({ returned: returned === Klarna.Payments ? 'payments' : typeof returned });
    } catch (error) {
      note({ thrown: error.name, message: error.message });
    }
  };
  // A page like this one in a frame of it: what a row does stays there, and it is quicker than to open a page for each.
  window.openInFrame = async () => {
    const frame = document.createElement('iframe');
    frame.src = location.href;
    document.body.append(frame);
    await new Promise((resolve) => { frame.onload = resolve; });
    return frame;
  };
  // Settles when at least so many answers have come.
  window.untilSeen = (count) => new Promise((resolve) => {
    window.look = () => {
      if (window.seen.length < count) return;
      window.look = () => undefined;
      resolve(window.seen.splice(0));
    };
    window.look();
  });
  // With ?token=… the page pays by itself as soon as it is there: nobody has clicked.
  window.unasked = (client_token) => {
    Klarna.Payments.init({ client_token });
    const options = { container: '#container', payment_method_category: 'pay_later' };
    Klarna.Payments.load(options, {}, () =>
      Klarna.Payments.authorize({ payment_method_category: 'pay_later' }, {}, (result) => console.log(JSON.stringify(result))));
  };
</script>
<script src="${sdkUrl}"></script>
<script>
  const token = new URLSearchParams(location.search).get('token');
  if (token) window.unasked(token);
</script>`;

export interface ShopWindow {
  readonly Klarna?: Window['Klarna'];
  /** The results of the calls of `run`, oldest first. */
  seen: {
    callback?: Record<string, unknown>;
    thrown?: string;
    message?: string;
    returned?: string;
  }[];
  ready: number[];
  run(method: string, ...values: unknown[]): void;
  /** Called after each new entry of `seen`. */
  look(): void;
  openInFrame(): Promise<HTMLIFrameElement>;
  untilSeen(count: number): Promise<ShopWindow['seen']>;
}

export interface ShopPage {
  readonly url: string;
  close(): Promise<void>;
}

export async function openShopPage(sdkUrl: string): Promise<ShopPage> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html;charset=utf-8' });
    response.end(page(sdkUrl));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
