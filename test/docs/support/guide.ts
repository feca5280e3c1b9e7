/** Writes the code of a guide into files that run. Each `js` block begins with the name of its file. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const root = new URL('../../../', import.meta.url);

/** A folder inside the package, so that the package's name leads to the built files, as after an installation. */
const output = new URL('test/docs/output/', root);

export interface Guide extends AsyncDisposable {
  text: string;
  /** The names of the files, in the order of the page. */
  names: readonly string[];
  pathOf(name: string): string;
  load<Module>(name: string): Promise<Module>;
}

/** The blocks of a page that name a file, in the order of the page. */
export const readBlocks = (text: string): { name: string; code: string }[] =>
  [...text.matchAll(/^```js\n\/\/ (\S+)\n(.*?)^```$/gms)].map(([, name = '', code = '']) => ({ name, code }));

export async function openGuide(path: string): Promise<Guide> {
  const text = await readFile(new URL(path, root), 'utf8');
  const files = readBlocks(text);
  await mkdir(output, { recursive: true });
  const folder = await mkdtemp(new URL('guide-', output).pathname);
  const pathOf = (name: string) => `${folder}/${name}`;
  for (const { name, code } of files) await writeFile(pathOf(name), code);
  return {
    text,
    names: files.map(({ name }) => name),
    pathOf,
    load: (name) => import(pathToFileURL(pathOf(name)).href),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
