import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

describe('the styles', () => {
  it('know no left and right: where one reads from right to left, all is mirrored', () => {
    const files = globSync('src/element/{styles/*.ts,view/debug-panel.ts}');
    const css = files.map((file) => readFileSync(file, 'utf8').replaceAll(/\/\*.*?\*\//gs, '')).join('\n');
    const physical = css.match(/^.*(?<![\w-])(?:(?:margin|padding|border)-)?(?:left|right)(?![\w-]).*$/gm) ?? [];
    const corners = css.match(/^.*border-(?:top|bottom)-(?:left|right)-radius.*$/gm) ?? [];
    assert.ok(css.includes('padding-inline'), 'the styles were read');
    assert.deepEqual([...physical, ...corners], []);
  });
});
