import { expect } from 'chai';
import { NONCE, runUnder } from '../../support/csp-page.ts';

const LOAD = (url: string) => `
  import { loadSdk } from '/src/checkout/sdk/load-sdk.ts';
  const good = URL.createObjectURL(new Blob(['window.Klarna = { Payments: {} }'], { type: 'text/javascript' }));
  report(await loadSdk(${url}).then(() => 'loaded', ({ code, reason, message }) => ({ code, reason, message })));`;

describe('the script loader under a Content-Security-Policy', () => {
  it('gives its tag the nonce of the page', async () => {
    expect(await runUnder(`script-src 'nonce-${NONCE}'`, LOAD('good'))).to.equal('loaded');
  });

  it('needs no nonce if scripts may load scripts', async () => {
    expect(await runUnder(`script-src 'nonce-${NONCE}' 'strict-dynamic'`, LOAD('good'))).to.equal('loaded');
  });

  for (const url of ['good', `'https://klarna.invalid/kp/lib/v1/api.js'`]) {
    it(`reports \`csp\` if the policy does not allow ${url === 'good' ? 'a blob' : 'a host'}`, async () => {
      const failure = await runUnder(`script-src ${location.origin} 'unsafe-inline'`, LOAD(url));
      expect(failure).to.include({ code: 'sdk', reason: 'csp' });
      expect(failure)
        .to.have.property('message')
        .that.matches(/Content-Security-Policy.*docs\/security\.md.*script-src/);
    });
  }

  const TYPED = `script-src 'nonce-${NONCE}' 'strict-dynamic'; require-trusted-types-for 'script'`;

  it('creates its own Trusted Types policy', async () => {
    expect(await runUnder(`${TYPED}; trusted-types klarna-checkout-button`, LOAD('good'))).to.equal('loaded');
  });

  it('reports `csp` if that policy is not allowed', async () => {
    const failure = await runUnder(`${TYPED}; trusted-types another`, LOAD('good'));
    expect(failure).to.include({ code: 'sdk', reason: 'csp' });
  });

  it('shares its policy between two versions of the package', async () => {
    const code = `
      import { trustScriptUrl } from '/src/checkout/sdk/script/trusted-types.ts';
      import { trustScriptUrl as second } from '/src/checkout/sdk/script/trusted-types.ts?second-version';
      const script = document.createElement('script');
      script.src = trustScriptUrl('https://one.invalid/');
      script.src = second('https://two.invalid/');
      report([trustScriptUrl !== second, script.src]);`;
    const answer = await runUnder(`${TYPED}; trusted-types klarna-checkout-button`, code);
    expect(answer).to.deep.equal([true, 'https://two.invalid/']);
  });

  it('refuses an address that is text (`data:`, `javascript:`)', async () => {
    const code = `
      import { trustScriptUrl } from '/src/checkout/sdk/script/trusted-types.ts';
      try { report(String(trustScriptUrl('data:text/javascript,alert()'))) } catch ({ name }) { report(name) }`;
    const answer = await runUnder(`${TYPED}; trusted-types klarna-checkout-button`, code);
    expect(answer).to.equal('TypeError');
  });
});

describe('a widget under a Content-Security-Policy', () => {
  /** Like Klarna's script, which does not notice the policy. */
  const WIDGET = `
    import { SdkClient } from '/src/checkout/sdk/sdk-client.ts';
    const container = document.body.appendChild(document.createElement('div'));
    const frameOf = (src) => Object.assign(document.createElement('iframe'), { src });
    const payments = { init: () => {}, load: ({ container }) => container.append(frameOf('https://klarna.invalid/kp#1')) };
    const sdk = new SdkClient(payments, () => {});
    await sdk.use('head.claims.signature');`;
  const ALLOWED = `script-src ${location.origin} 'unsafe-inline'`;

  it('fails at once if its frame is forbidden, and leaves no dead frame', async () => {
    const code = `${WIDGET}
      const { code, reason, message } = await sdk.load('klarna', container).catch((error) => error);
      report({ code, reason, message, left: container.innerHTML });`;
    const failure = await runUnder(`${ALLOWED}; frame-src 'none'`, code);
    expect(failure).to.include({ code: 'sdk', reason: 'csp', left: '' });
    expect(failure)
      .to.have.property('message')
      .that.matches(/docs\/security\.md.*(frame|child)-src/);
  });

  it('ignores violations of other frames of the page', async () => {
    const code = `${WIDGET}
      payments.load = ({ container }, data, callback) => {
        container.append(frameOf('https://klarna.invalid/kp'));
        document.addEventListener('securitypolicyviolation', () => setTimeout(() => callback({ show_form: true })));
        document.body.append(frameOf('https://advertisements.invalid/'));
      };
      report((await sdk.load('klarna', container)) === 'shown');`;
    expect(await runUnder(`${ALLOWED}; frame-src https://klarna.invalid`, code)).to.equal(true);
  });
});
