import type { FrameMessage } from '../messages.ts';
import type { Channel, createChannel } from './create-channel.ts';
import type { createEvents } from './create-events.ts';
import type { createFrames, FrameKind } from './create-frames.ts';

/** A frame, by its name, with its overlay. The frame is in the shop's container, or hidden in the body. */
export interface Widget {
  readonly name: string;
  readonly id: string;
  readonly frame: HTMLIFrameElement;
  readonly channel: Channel;
  readonly overlay: Overlay;
  /** The categories of the last `load`. Empty means all that the session offers. */
  categories: readonly string[];
  /** Whether `document.getElementById` finds the frame. It finds none in a shadow root. */
  isFound(): boolean;
}

interface Present extends Widget {
  remove(): void;
}

interface Overlay {
  show(onMessage: (message: FrameMessage) => void): void;
  hide(): void;
}

/** The place of a frame, by its name. */
interface WidgetPlace {
  name: string;
  base: string;
  container: Element;
  kind: FrameKind;
}

interface WidgetDeps {
  frames: ReturnType<typeof createFrames>;
  events: ReturnType<typeof createEvents>;
  openChannel: typeof createChannel;
}

/**
 * The widgets of a page. Each looks for its own frame with `document.getElementById` every 100 ms, as Klarna's does,
 * and gives up if the frame is gone. So a container in a shadow root fails here as it fails at Klarna.
 */
export function createWidgets({ frames, events, openChannel }: WidgetDeps) {
  /** Both values are Klarna's. */
  const POLL_MS = 100;
  const OVERLAY_DELAY_MS = 500;
  const NO_OVERLAY = { show: () => undefined, hide: () => undefined, remove: () => undefined };
  const widgets = new Map<string, Present>();
  /** Widgets that were loaded with another token. Their frames stay until the next `load`, but cannot authorize. */
  const stale = new Set<Widget>();

  function createOverlay(name: string, base: string): Overlay & { remove(): void } {
    const id = frames.idOf(name, 'fullscreen');
    let frame: HTMLIFrameElement | undefined;
    let channel: Channel | undefined;
    let onMessage: (message: FrameMessage) => void = () => undefined;
    const add = (): HTMLIFrameElement => {
      if (frame) return frame;
      frame = frames.fullscreen(id, base);
      channel = openChannel(frame, base, (message) => onMessage(message));
      document.body.append(frame);
      return frame;
    };
    const timer = setTimeout(add, OVERLAY_DELAY_MS);
    return {
      show(listener) {
        onMessage = listener;
        add().style.display = 'block';
        events.emit('fullscreenOverlayShown', name);
      },
      hide() {
        onMessage = () => undefined;
        if (frame) frame.style.display = 'none';
        events.emit('fullscreenOverlayHidden', name);
      },
      remove() {
        clearTimeout(timer);
        channel?.close();
        frame?.remove();
      },
    };
  }

  function create({ name, base, container, kind }: WidgetPlace): Present {
    const id = frames.idOf(name, 'main');
    const frame = frames.main(id, base, container, kind);
    const channel = openChannel(frame, base, (message) => {
      if (message.klarna_simulator !== 'height') return;
      frame.style.height = `${message.height}px`;
      events.emit('heightChanged', name, message.height);
    });
    const overlay = kind === 'review' ? NO_OVERLAY : createOverlay(name, base);
    container.append(frame);
    const remove = () => {
      stale.delete(widget);
      clearInterval(poll);
      channel.close();
      overlay.remove();
      widgets.delete(id);
    };
    const poll = setInterval(() => {
      if (!isFound()) remove();
    }, POLL_MS);
    const isFound = () => document.getElementById(id) === frame;
    const widget: Present = { name, id, frame, channel, overlay, categories: [], isFound, remove };
    return widget;
  }

  return {
    /**
     * Returns the widget of a name in a container, or creates one if the container is another. `reauthorize` and
     * `finalize` use the body as container, so they remove the widget of that name from the shop's container.
     */
    ensure(place: WidgetPlace): Widget {
      const id = frames.idOf(place.name, 'main');
      const present = widgets.get(id);
      if (present && !stale.has(present) && present.frame.parentElement === place.container) return present;
      present?.frame.remove();
      present?.remove();
      const widget = create(place);
      widgets.set(id, widget);
      return widget;
    },
    /** Undefined if the widget was never loaded or its frame has left the page. */
    find(name: string): Widget | undefined {
      const id = frames.idOf(name, 'main');
      const widget = widgets.get(id);
      return widget && !stale.has(widget) && widget.isFound() ? widget : undefined;
    },
    forget(): void {
      for (const widget of widgets.values()) stale.add(widget);
    },
  };
}
