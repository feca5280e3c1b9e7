import type { Build, Child } from './create-dom.ts';

export type Row = ReturnType<typeof createRow>;

/** An entry that opens. Its detail is built when it is opened for the first time, because most entries never are. */
export function createRow(build: Build) {
  return (cells: Child[], detail: () => Child[]): HTMLLIElement => {
    const body = build('div', { class: 'detail' });
    const details = build('details', {}, build('summary', {}, ...cells), body);
    details.addEventListener('toggle', () => {
      if (details.open && body.childElementCount === 0) body.append(...(detail().filter(Boolean) as Node[]));
    });
    return build('li', {}, details);
  };
}
