import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compactStyles } from '../../build/compact-styles.ts';

const STYLES =
  'export const styles = css`\n  /* Why: two\n     lines. */\n  .a :focus {\n    /* Why. */\n    color: red;\n  }\n`;\n';

describe('the style sheets in a bundle', () => {
  const { transform } = compactStyles('/src/styles/');
  assert.ok(typeof transform === 'function');
  const compact = (id: string) => Reflect.apply(transform, undefined, [STYLES, id]);

  it('A style sheet loses its comments and its indentation, and keeps its rules', () => {
    assert.deepEqual(compact('/src/styles/button.ts'), {
      code: 'export const styles = css`\n.a :focus {\ncolor: red;\n}\n`;\n',
      map: null,
    });
  });

  it('A module of another folder stays as it is', () => {
    assert.equal(compact('/src/view/button.ts'), undefined);
  });
});
