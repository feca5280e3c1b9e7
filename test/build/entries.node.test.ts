import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expectSources, readEntries } from '../../build/entries.ts';

describe('the entries to build', () => {
  it('The entries follow from the exports: name from the file, source from the types, platform from the conditions', () => {
    const entries = readEntries({
      '.': { types: './dist/types/index.d.ts', default: './dist/index.js' },
      './cdn': { types: './dist/types/index.d.ts', node: './dist/index.js', default: './dist/cdn.js' },
      './server': { types: './dist/types/server/index.d.ts', workerd: './dist/server.js', node: './dist/server.js' },
      './package.json': './package.json',
    });
    assert.deepEqual(entries, [
      { name: 'index', source: 'src/index.ts', platform: 'browser' },
      { name: 'cdn', source: 'src/cdn/index.ts', platform: 'browser' },
      { name: 'server', source: 'src/server/index.ts', platform: 'server' },
    ]);
  });

  it('An export that does not say what to build is refused', () => {
    assert.throws(() => readEntries({ '.': { default: './lib/index.js' } }), /needs "types" in dist\/types/);
  });

  it('An export without its source is refused', () => {
    const entry = { name: 'moon', source: 'src/moon.ts', platform: 'browser' } as const;
    assert.throws(() => expectSources([entry]), /moon \(src\/moon\.ts\)/);
  });
});
