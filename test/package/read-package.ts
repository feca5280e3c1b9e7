/** The built package as a user gets it: package.json and `dist`. */
import { existsSync, readFileSync } from 'node:fs';

type Conditions = Record<string, string>;

const manifest: { name: string; exports: Record<string, string | Conditions> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);

if (!existsSync('dist')) throw new Error('These tests look at the built package. Run `npm run build` first.');

/** The specifier that imports an entry. A variable, because the types of `dist` may not be built yet. */
export const specifierOf = (path: string): string => manifest.name + path.slice(1);

/** `klarna-checkout-button/server` and so on: the names a user imports. */
export const entries = Object.entries(manifest.exports)
  .filter((entry): entry is [string, Conditions] => typeof entry[1] === 'object')
  .map(([path, conditions]) => ({ path, specifier: specifierOf(path), conditions }));
