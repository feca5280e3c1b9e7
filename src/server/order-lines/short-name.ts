/** Characters, as Klarna's schema has it. */
const LONGEST = 255;
const ELLIPSIS = '…';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cut where it is longer than Klarna takes, between two characters as a reader sees them: no emoji is split. */
export function shortName(name: string): string {
  if (typeof name !== 'string' || name.length <= LONGEST) return name;
  let end = 0;
  for (const { index, segment } of graphemes.segment(name)) {
    if (index + segment.length > LONGEST - ELLIPSIS.length) break;
    end = index + segment.length;
  }
  return name.slice(0, end).trimEnd() + ELLIPSIS;
}
