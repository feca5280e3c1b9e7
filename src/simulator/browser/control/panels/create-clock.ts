import type { SimulatorState } from '../../../control/describe-state.ts';
import type { Build } from '../create-dom.ts';
import type { Format } from '../create-format.ts';

export type PageClock = ReturnType<typeof createClock>;

/** The simulator's time on the page: it runs on between two states, and all countdowns with it. */
export function createClock(build: Build, format: Format, onOver: () => void) {
  const [time, date, ahead] = ['now', 'date', 'ahead'].map((id) => document.getElementById(id) as HTMLElement);
  let began = { now: Date.now(), at: performance.now() };

  const now = (): number => began.now + performance.now() - began.at;

  /** True when it has just come to its end. */
  const draw = (element: HTMLElement): boolean => {
    const left = Number(element.dataset.until) - now();
    const wasOver = element.classList.contains('over');
    element.textContent = format.left(left);
    element.classList.toggle('over', left <= 0);
    return left <= 0 && !wasOver;
  };

  const tick = (): void => {
    if (time) time.textContent = format.time(now());
    if (date) date.textContent = format.date(now());
    let isAnyOver = false;
    for (const element of document.querySelectorAll<HTMLElement>('[data-until]')) {
      isAnyOver = draw(element) || isAnyOver;
    }
    // What is over has another status now, which only the simulator can tell.
    if (isAnyOver) onOver();
  };
  setInterval(tick, 1000);

  return {
    set(clock: SimulatorState['clock']): void {
      began = { now: clock.now_ms, at: performance.now() };
      if (ahead) ahead.textContent = format.ahead(clock.ahead_ms);
      ahead?.classList.toggle('moved', clock.ahead_ms > 0);
      tick();
    },
    /** How long until then, counted down. */
    until(iso: string): HTMLElement {
      const element = build('time', { datetime: iso, 'data-until': String(Date.parse(iso)), class: 'until' });
      draw(element);
      return element;
    },
  };
}
