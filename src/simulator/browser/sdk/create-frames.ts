import type { SdkSettings } from './types.ts';

/** What a frame in the page is for. */
export type FrameKind = 'widget' | 'hidden' | 'review';

/** Makes the frames, with the ids, names and sizes of Klarna's. Styles go through the CSSOM: a strict CSP allows that. */
export function createFrames({ paths }: Pick<SdkSettings, 'paths'>) {
  const make = (id: string, title: string, src: string): HTMLIFrameElement => {
    const frame = document.createElement('iframe');
    frame.id = id;
    frame.name = id;
    frame.title = title;
    frame.src = src;
    frame.setAttribute('scrolling', 'no');
    frame.setAttribute('frameborder', '0');
    return frame;
  };

  /** A frame is transparent only where its colour scheme is that of the page around it. */
  const schemeOf = (element: Element): 'light' | 'dark' => {
    const computed = getComputedStyle(element).colorScheme;
    const meta = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]');
    const schemes = computed === 'normal' ? (meta?.content ?? '') : computed;
    if (!schemes.includes('dark')) return 'light';
    return !schemes.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  };

  return {
    /** `klarna-pay-later-main`: category or instance, lower case, hyphens. Breaks where the name is no text, as Klarna's. */
    idOf: (name: string, part: 'main' | 'fullscreen') => `klarna-${name.replace(/_/g, '-').toLowerCase()}-${part}`,

    /** `hidden` is for `reauthorize` and `finalize`, which work where no widget is. */
    main(id: string, base: string, container: Element, kind: FrameKind): HTMLIFrameElement {
      const theme = schemeOf(container);
      const title = kind === 'review' ? 'Klarna Payment Review' : 'Klarna';
      const frame = make(id, title, `${base}${paths.widget}?theme=${theme}`);
      Object.assign(frame.style, {
        display: kind === 'hidden' ? 'none' : 'block',
        width: '100%',
        minWidth: '280px',
        maxWidth: '600px',
        height: kind === 'review' ? '80px' : '230px',
        border: '0',
        colorScheme: theme,
      });
      return frame;
    },

    fullscreen(id: string, base: string): HTMLIFrameElement {
      const frame = make(id, 'Klarna', base + paths.overlay);
      Object.assign(frame.style, {
        display: 'none',
        position: 'fixed',
        inset: '0',
        width: '100%',
        height: '100%',
        border: '0',
        zIndex: '2147483647',
        colorScheme: 'light',
      });
      return frame;
    },
  };
}
