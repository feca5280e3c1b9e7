/** The part of the WebDriver protocol (W3C, classic) that opens a page, leaves it and asks it. */
import { isRecord } from '../../src/klarna/is-record.ts';

/** The slowest command is the start of a browser on a busy machine. */
const COMMAND_TIMEOUT_MS = 60_000;

/** A browser window, from its start to its end. */
export class WebDriverSession {
  readonly #url: string;

  private constructor(url: string) {
    this.#url = url;
  }

  /** @param driver the driver's address */
  static async open(driver: string, capabilities: object): Promise<WebDriverSession> {
    const value = await command('POST', `${driver}/session`, { capabilities: { alwaysMatch: capabilities } });
    if (isRecord(value) && typeof value.sessionId === 'string') {
      return new WebDriverSession(`${driver}/session/${value.sessionId}`);
    }
    throw new Error('The driver opened no session.');
  }

  async navigate(url: string): Promise<void> {
    await command('POST', `${this.#url}/url`, { url });
  }

  /** As the Back button does. */
  async back(): Promise<void> {
    await command('POST', `${this.#url}/back`, {});
  }

  /**
   * @param expression evaluated in the page; a promise is awaited
   * @returns the value, as far as JSON can hold it
   */
  async evaluate(expression: string): Promise<unknown> {
    return command('POST', `${this.#url}/execute/sync`, { script: `return (${expression})`, args: [] });
  }

  async currentUrl(): Promise<string> {
    return String(await command('GET', `${this.#url}/url`));
  }

  /** Ends the browser. */
  async close(): Promise<void> {
    await command('DELETE', this.#url);
  }
}

async function command(method: string, url: string, body?: object): Promise<unknown> {
  const name = `WebDriver: ${method} ${new URL(url).pathname}`;
  try {
    const signal = AbortSignal.timeout(COMMAND_TIMEOUT_MS);
    const response = await fetch(url, { method, signal, ...(body && { body: JSON.stringify(body) }) });
    const answer: unknown = await response.json();
    const value = isRecord(answer) ? answer.value : undefined;
    if (response.ok) return value;
    throw new Error(isRecord(value) ? `${value.error}: ${value.message}` : `status ${response.status}`);
  } catch (cause) {
    throw new Error(`${name}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
