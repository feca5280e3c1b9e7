import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

describe('the styles', () => {
  it('name no left and right, so that all is mirrored from right to left', () => {
    const files = globSync('src/element/{styles/*.ts,view/debug-panel.ts}');
    const css = files.map((file) => readFileSync(file, 'utf8').replaceAll(/\/\*.*?\*\//gs, '')).join('\n');
    const physical = css.match(/^.*(?<![\w-])(?:(?:margin|padding|border)-)?(?:left|right)(?![\w-]).*$/gm) ?? [];
    const corners = css.match(/^.*border-(?:top|bottom)-(?:left|right)-radius.*$/gm) ?? [];
    assert.ok(css.includes('padding-inline'), 'the styles were read');
    assert.deepEqual([...physical, ...corners], []);
  });
});
