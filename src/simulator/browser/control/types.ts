/** Types that the parts of the control page share. */
import type { Build } from './create-dom.ts';
import type { Format } from './create-format.ts';
import type { ShowJson } from './create-json.ts';
import type { Row } from './create-row.ts';
import type { PageClock } from './panels/create-clock.ts';

/** Runs an action at the simulator, and shows its result. */
export type Act = (run: () => Promise<unknown>, done: string) => void;

export interface ViewDeps {
  build: Build;
  format: Format;
  json: ShowJson;
  row: Row;
  clock: PageClock;
  /** A status as a coloured word. */
  pill(status: string): HTMLElement;
  /** Fills the panel of that name. `count` may be more than the number of entries listed. */
  list<Entry>(
    name: string,
    idOf: (entry: Entry) => string,
    render: (entry: Entry) => HTMLLIElement,
  ): (entries: readonly Entry[], count: number) => void;
}
