/** The frameworks. Each has an app of the same page: fields, the tag with `form="checkout"`, "Forget", "Toggle", the order. */
import { type Compiler, PLAIN, PREACT, REACT_18, REACT_19, SOLID, SVELTE, VUE } from './bundle.ts';

export interface Stack {
  name: string;
  /** The folder in `apps`. */
  app: string;
  ending: 'js' | 'jsx';
  compiler: Compiler;
  /** False: the framework assigns no objects when it hydrates, only when the app draws again. */
  doesHydrateObjects?: false;
}

const REACT_WITH_REF: Stack = { name: 'React 19 with a ref', app: 'react-ref', ending: 'jsx', compiler: REACT_19 };

const RENDERED_ON_SERVER: readonly Stack[] = [
  { name: 'React 18', app: 'react-ref', ending: 'jsx', compiler: REACT_18 },
  { name: 'Preact', app: 'preact', ending: 'jsx', compiler: PREACT, doesHydrateObjects: false },
  { name: 'Vue', app: 'vue', ending: 'js', compiler: VUE },
  { name: 'Svelte', app: 'svelte', ending: 'js', compiler: SVELTE },
  { name: 'Solid', app: 'solid', ending: 'jsx', compiler: SOLID },
];

export const REACT: Stack = { name: 'React 19', app: 'react', ending: 'jsx', compiler: REACT_19 };

/** Drawn in the browser. */
export const STACKS: readonly Stack[] = [
  REACT,
  ...RENDERED_ON_SERVER,
  { name: 'Angular', app: 'angular', ending: 'js', compiler: PLAIN },
  { name: 'Alpine', app: 'alpine', ending: 'js', compiler: PLAIN },
  { name: 'Lit', app: 'lit', ending: 'js', compiler: PLAIN },
];

/** Rendered on a server, and hydrated in the browser. */
export const HYDRATING: readonly Stack[] = [REACT_WITH_REF, ...RENDERED_ON_SERVER];
