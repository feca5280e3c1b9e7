import type { SimulatorState } from '../../../control/describe-state.ts';
import type { Build } from '../create-dom.ts';
import type { Format } from '../create-format.ts';

export type PageClock = ReturnType<typeof createClock>;

/** The simulator's time on the page. It and all countdowns keep running between two states from the simulator. */
export function createClock(build: Build, format: Format, onOver: () => void) {
  const [time, date, ahead] = ['now', 'date', 'ahead'].map((id) => document.getElementById(id) as HTMLElement);
  let began = { now: Date.now(), at: performance.now() };

  const now = (): number => began.now + performance.now() - began.at;

  /** True if the countdown has just reached its end. */
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
    // The entry has a new status now, and only the simulator knows it.
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
    /** A countdown to this time. */
    until(iso: string): HTMLElement {
      const element = build('time', { datetime: iso, 'data-until': String(Date.parse(iso)), class: 'until' });
      draw(element);
      return element;
    },
  };
}
