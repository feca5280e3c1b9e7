import type { SdkSettings } from './types.ts';

/** The purpose of a frame on the page. */
export type FrameKind = 'widget' | 'hidden' | 'review';

/**
 * Creates the frames with Klarna's ids, names and sizes. Styles are set through the CSSOM, which a strict CSP allows.
 */
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

  /** A frame is transparent only if its colour scheme is that of the page around it. */
  const schemeOf = (element: Element): 'light' | 'dark' => {
    const computed = getComputedStyle(element).colorScheme;
    const meta = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]');
    const schemes = computed === 'normal' ? (meta?.content ?? '') : computed;
    if (!schemes.includes('dark')) return 'light';
    return !schemes.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  };

  return {
    /**
     * `klarna-pay-later-main`: the category or instance in lower case with hyphens. As in Klarna's script, it throws if
     * the name is no string.
     */
    idOf: (name: string, part: 'main' | 'fullscreen') => `klarna-${name.replace(/_/g, '-').toLowerCase()}-${part}`,

    /** `hidden` is for `reauthorize` and `finalize`, which need no visible widget. */
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
