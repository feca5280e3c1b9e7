import { parseSync } from 'vite';

interface Passage {
  /** The line in the file, from 1. */
  line: number;
  text: string;
}

const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length;

/** Line comments that follow each other without code between them are one passage. */
export function readComments(path: string, source: string): Passage[] {
  const { comments } = parseSync(path, source);
  const passages: (Passage & { end: number })[] = [];
  for (const { type, value, start, end } of comments) {
    const text = type === 'Block' ? readBlock(value) : value.trim();
    const last = passages.at(-1);
    const follows = type === 'Line' && last !== undefined && source.slice(last.end, start).trim() === '';
    if (follows) Object.assign(last, { text: `${last.text} ${text}`, end });
    else passages.push({ line: lineAt(source, start), text, end });
  }
  return passages.filter(({ text }) => !/^(biome-ignore|@ts-|#__|html\b)/.test(text));
}

/** A tag, a list item and an empty line each start a new sentence. Examples are code. */
function readBlock(value: string): string {
  const lines = value.split('\n').map((line) => line.replace(/^\s*\*? ?/, ''));
  const text = lines.join('\n').replace(/@example[\s\S]*?(?=\n@|$)/g, '');
  return text
    .replace(/\n\s*\n/g, '.\u2029\n')
    .replace(/\n(?=@|- |\* )/g, '.\u2029\n')
    .replace(/^@\w+ (\{[^}]*\} )?(\[?[\w.#]+\]? )?/gm, '')
    .replace(/^- /gm, '')
    .replace(/\n/g, ' ')
    .trim();
}

/** Paragraphs, list items, headings and table cells, without code. */
export function readMarkdown(source: string): Passage[] {
  let isCode = false;
  const passages: Passage[] = [];
  let open: Passage | undefined;
  source.split('\n').forEach((raw, index) => {
    if (/^\s*```/.test(raw)) isCode = !isCode;
    const isText = !isCode && !/^(\s*```| {4}|\t|\s*$)/.test(raw);
    if (!isText) {
      open = undefined;
      return;
    }
    const line = index + 1;
    if (/^\s*\|/.test(raw)) {
      open = undefined;
      for (const cell of raw.split('|')) if (/\w/.test(cell)) passages.push({ line, text: cell.trim() });
      return;
    }
    const begins = /^\s*([-*+]|\d+\.|#+|>) /.test(raw);
    const text = raw.replace(/^\s*([-*+]|\d+\.|#+|>) /, '').trim();
    if (open && !begins) open.text += ` ${text}`;
    else {
      open = { line, text };
      passages.push(open);
    }
    if (/^#/.test(raw)) open = undefined;
  });
  return passages;
}
