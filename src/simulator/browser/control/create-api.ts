import type { SimulatorState } from '../../control/describe-state.ts';

export type ControlApi = ReturnType<typeof createApi>;

/** The simulator's control API, as the page uses it. */
export function createApi() {
  const expectOk = async (response: Response): Promise<Response> => {
    if (response.ok) return response;
    const { message } = (await response.json()) as { message?: string };
    throw new Error(message ?? `The simulator answered ${response.status}.`);
  };

  return {
    async state(reveal: boolean): Promise<SimulatorState> {
      const response = await expectOk(await fetch(`/simulator/state${reveal ? '?reveal=1' : ''}`));
      return response.json();
    },
    async post(path: string, body: unknown): Promise<void> {
      const headers = { 'content-type': 'application/json' };
      await expectOk(await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }));
    },
    async clearScript(): Promise<void> {
      await expectOk(await fetch('/simulator/script', { method: 'DELETE' }));
    },
    /** The browser reconnects by itself if the simulator was away. */
    watch(onChange: () => void, onConnection: (isConnected: boolean) => void): void {
      const events = new EventSource('/simulator/events');
      events.addEventListener('change', onChange);
      events.addEventListener('open', () => onConnection(true));
      events.addEventListener('error', () => onConnection(false));
    },
  };
}
