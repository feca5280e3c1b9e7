import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright/test';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Klarna's frames are not ours, and the simulator's pages have their own tests.
  iframes: false,
};

/** The faults that axe finds on the page. */
export async function findFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    const { violations } = await axe.run(rules);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, RULES);
}

/** Finds overflow: of the page sideways, of our text out of its box, and of names under the ribbon. */
export const findOverflow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector('klarna-checkout-button')?.shadowRoot;
    const all = (selector: string) => [...(root?.querySelectorAll(selector) ?? [])];
    const wide = [document.documentElement, ...all('button, .head, .message, .ribbon')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(
        ({ outerHTML, scrollWidth, clientWidth }) => `${scrollWidth} in ${clientWidth} px: ${outerHTML.slice(0, 80)}`,
      );
    const [ribbon] = all('.ribbon').map((element) => element.getBoundingClientRect());
    const covered = all('.name bdi').filter((name) => {
      const { left, right, top, bottom } = name.getBoundingClientRect();
      return ribbon && left < ribbon.right && right > ribbon.left && top < ribbon.bottom && bottom > ribbon.top;
    });
    return [...wide, ...covered.map(({ textContent }) => `under the ribbon: ${textContent}`)];
  });

/** Finds targets too small for a finger: less than 44 px high or wide. */
export const findSmallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.querySelector('klarna-checkout-button')?.shadowRoot;
    return [...(root?.querySelectorAll('button, label, summary') ?? [])]
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 0 && (box.height < 44 || box.width < 44))
      .map(({ target, box }) => `${box.width} × ${box.height} px: ${target.outerHTML.slice(0, 80)}`);
  });
