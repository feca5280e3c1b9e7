/**
 * The element in every state, as shoppers see it. axe finds no fault (WCAG 2.2 AA and best practice), and nothing
 * overflows sideways, at any width, in any colours, with large text.
 *
 * `UPDATE_PICTURES=1` composes the sheets of docs/pictures from these pictures.
 */
import { fileURLToPath } from 'node:url';
import { expect, type Page } from 'playwright/test';
import { composeSheet } from './gallery/compose-sheet.ts';
import { findFaults, findOverflow, findSmallTargets } from './gallery/find-faults.ts';
import { galleryTest as test } from './gallery/gallery-test.ts';
import { SCENES } from './gallery/scenes.ts';

const folder = fileURLToPath(new URL('output/pictures/states/', import.meta.url));

const docs = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

/** Width of the page, of which 20 px on each side belong to the gallery. */
const WIDTHS = { usual: 520, narrow: 320, wide: 1240 };
const HEIGHT_PX = 900;

/** Applied in turn to the same page, with Klarna's frames in it, because a shopper's settings may change. */
const LOOKS: Readonly<Record<string, { change: (page: Page) => Promise<unknown>; find: typeof findFaults }>> = {
  light: { change: (page) => page.setViewportSize({ width: WIDTHS.usual, height: HEIGHT_PX }), find: findFaults },
  touched: { change: async () => undefined, find: findSmallTargets },
  dark: { change: (page) => page.emulateMedia({ colorScheme: 'dark' }), find: findFaults },
  'forced colours': { change: (page) => page.emulateMedia({ forcedColors: 'active' }), find: findFaults },
  wide: { change: (page) => page.setViewportSize({ width: WIDTHS.wide, height: HEIGHT_PX }), find: findOverflow },
  // As wide as 1280 px are at a zoom of 400 %.
  narrow: { change: (page) => page.setViewportSize({ width: WIDTHS.narrow, height: HEIGHT_PX }), find: findOverflow },
  'narrow, right to left': {
    change: (page) => page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl')),
    find: findOverflow,
  },
  'narrow, letters of twice the size': {
    change: (page) => page.addStyleTag({ content: 'html { font-size: 200% }' }),
    find: findOverflow,
  },
};

for (const [name, show] of Object.entries(SCENES)) {
  test(name, async ({ page, room }) => {
    await page.setViewportSize({ width: WIDTHS.usual, height: HEIGHT_PX });
    await show(room);
    for (const [look, { change, find }] of Object.entries(LOOKS)) {
      await change(page);
      expect(await find(page), look).toEqual([]);
    }
  });
}

if (process.env.UPDATE_PICTURES) {
  test.describe('pictures', () => {
    for (const [name, show] of Object.entries(SCENES)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        test(`${name}, ${colorScheme}`, async ({ page, room }) => {
          const take = (look: string) =>
            page.locator('#room').screenshot({ path: `${folder}${look}-${name}.png`, animations: 'disabled' });
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width: WIDTHS.usual, height: HEIGHT_PX });
          await show(room);
          await room.clearTheView();
          await take(colorScheme);
          if (colorScheme === 'dark') return;
          await page.setViewportSize({ width: WIDTHS.narrow, height: HEIGHT_PX });
          await take('narrow');
        });
      }
    }

    test('make sheets', async ({ page }) => {
      for (const look of ['light', 'dark', 'narrow']) {
        const pictures = Object.keys(SCENES).map((name) => ({ name, file: `${folder}${look}-${name}.png` }));
        await composeSheet(page, { pictures, dark: look === 'dark', path: `${docs}states-${look}.png` });
      }
    });
  });
}
