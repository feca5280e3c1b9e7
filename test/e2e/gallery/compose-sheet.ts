import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';

interface Sheet {
  pictures: readonly { name: string; file: string }[];
  dark: boolean;
  path: string;
}

/** Joins many pictures into one, each under its name, in columns. */
export async function composeSheet(page: Page, { pictures, dark, path }: Sheet): Promise<void> {
  const figures = pictures.map(async ({ name, file }) => {
    const picture = (await readFile(file)).toString('base64');
    return `<figure><figcaption>${name}</figcaption><img alt="" src="data:image/png;base64,${picture}"></figure>`;
  });
  await page.setViewportSize({ width: 2080, height: 900 });
  await page.setContent(`<!doctype html>
    <style>
      body { margin: 0; padding: 24px; columns: 4; column-gap: 40px; font: 14px system-ui, sans-serif;
        ${dark ? 'background: #121212; color: #bbb' : 'background: #fff; color: #555'} }
      figure { margin: 0 0 44px; break-inside: avoid; }
      figcaption { margin-block-end: 10px; }
      img { display: block; max-inline-size: 100%; }
    </style>
    ${(await Promise.all(figures)).join('')}`);
  await page.screenshot({ path, fullPage: true });
}
