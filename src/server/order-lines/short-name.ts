/** Klarna's limit, by its schema. */
const MAX_LENGTH = 255;
const ELLIPSIS = '…';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cuts a name that is too long for Klarna. The cut is between two visible characters, so no emoji is split. */
export function shortName(name: string): string {
  if (typeof name !== 'string' || name.length <= MAX_LENGTH) return name;
  let end = 0;
  for (const { index, segment } of graphemes.segment(name)) {
    if (index + segment.length > MAX_LENGTH - ELLIPSIS.length) break;
    end = index + segment.length;
  }
  return name.slice(0, end).trimEnd() + ELLIPSIS;
}
