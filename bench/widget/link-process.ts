/** The slow line as a process of its own, so that busy servers do not make it slower. Its ports go to the parent. */
import type { AddressInfo } from 'node:net';
import { createLink, type LinkOptions } from './shaped-link.ts';

interface Start extends LinkOptions {
  ports: number[];
}

process.once('message', async ({ ports, ...options }: Start) => {
  const link = createLink(options);
  const proxies = await Promise.all(ports.map((port) => link.forward(port)));
  process.send?.(proxies.map((proxy) => (proxy.address() as AddressInfo).port));
});
process.once('disconnect', () => process.exit());
