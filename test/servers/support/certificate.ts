/** The test makes a certificate for 127.0.0.1 and trusts it. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { folder } from './packages.ts';

interface Selfsigned {
  generate(attributes: object[], options: object): Promise<{ cert: string; private: string }>;
}

export async function makeCertificate(): Promise<{ cert: string; key: string }> {
  const path = createRequire(folder).resolve('selfsigned');
  const { default: selfsigned } = (await import(pathToFileURL(path).href)) as { default: Selfsigned };
  const extensions = [
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
  ];
  const made = await selfsigned.generate([{ name: 'commonName', value: '127.0.0.1' }], { extensions, keySize: 2048 });
  return { cert: made.cert, key: made.private };
}
