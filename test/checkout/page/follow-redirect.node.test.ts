import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { followRedirect } from '../../../src/checkout/page/follow-redirect.ts';

const CONFIRMATION = 'https://pay.klarna.com/eu/confirm';

function windows(top: 'itself' | 'another' | 'forbidden') {
  const went: string[] = [];
  const location = { assign: (url: string | URL) => void went.push(`frame ${url}`) };
  const outer = {
    get location() {
      return {};
    },
    set location(url: unknown) {
      if (top === 'forbidden') throw new DOMException('Not allowed to navigate top.', 'SecurityError');
      went.push(`top ${url}`);
    },
  };
  return { went, windows: { location, top: top === 'itself' ? { location } : outer } };
}

describe('the redirect to the confirmation', () => {
  for (const [top, url, expected] of [
    ['itself', CONFIRMATION, 'frame'],
    ['another', CONFIRMATION, 'top'],
    ['forbidden', CONFIRMATION, 'frame'],
    ['another', '#thanks', 'frame'],
  ] as const) {
    it(`opens in the ${expected} if the topmost window is ${top} and the address is ${url}`, () => {
      const page = windows(top);
      followRedirect(url, page.windows);
      assert.deepEqual(page.went, [`${expected} ${url}`]);
    });
  }
});
