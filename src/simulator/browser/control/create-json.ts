import type { Build } from './create-dom.ts';

export type ShowJson = ReturnType<typeof createJson>;

/** Shows JSON in colours. The region can be scrolled, so it can be focused with the keyboard. */
export function createJson(build: Build) {
  const PARTS = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?/g;

  const colour = (text: string): Node[] => {
    const nodes: Node[] = [];
    let end = 0;
    for (const match of text.matchAll(PARTS)) {
      const [all, string, colon] = match;
      nodes.push(document.createTextNode(text.slice(end, match.index)));
      const kind = string === undefined ? 'value' : colon === undefined ? 'string' : 'key';
      nodes.push(build('span', { class: `json-${kind}` }, string ?? all));
      if (colon !== undefined) nodes.push(document.createTextNode(colon));
      end = match.index + all.length;
    }
    nodes.push(document.createTextNode(text.slice(end)));
    return nodes;
  };

  return (title: string, value: unknown): HTMLElement => {
    const text = JSON.stringify(value, null, 2);
    if (text === undefined) return build('p', { class: 'none' }, `${title}: nothing`);
    const heading = build('h3', {}, title);
    return build(
      'div',
      { class: 'json' },
      heading,
      build('pre', { tabindex: '0', role: 'region', 'aria-label': title }, ...colour(text)),
    );
  };
}
