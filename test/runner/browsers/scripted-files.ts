/**
 * Files of the browser tests' server that answer when a test says so. The page under test requests `/scripted/<name>`,
 * and the test posts the answer to the same address. A HEAD request waits until the page has asked, so nothing depends
 * on time.
 */
import type { TestRunnerConfig } from '@web/test-runner';

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];

interface Answer {
  status: number;
  body: string;
}

/** The requests and answers of a name, whichever come first. */
class Exchange {
  readonly #answers: Answer[] = [];
  readonly #waiting: Array<(answer: Answer) => void> = [];
  readonly #first = Promise.withResolvers<void>();
  /** Settled by the first request. */
  readonly asked = this.#first.promise;

  ask(): Promise<Answer> {
    this.#first.resolve();
    const answer = this.#answers.shift();
    if (answer) return Promise.resolve(answer);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  answer(answer: Answer): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(answer);
    else this.#answers.push(answer);
  }
}

export function scriptedFiles(): Middleware {
  const exchanges = new Map<string, Exchange>();
  return async (context, next) => {
    const { path, method, req } = context;
    if (!path.startsWith('/scripted/')) return next();
    const exchange = exchanges.get(path) ?? new Exchange();
    exchanges.set(path, exchange);
    if (method === 'HEAD') {
      await exchange.asked;
      context.status = 204;
      return;
    }
    if (method === 'POST') {
      let text = '';
      for await (const chunk of req.setEncoding('utf8')) text += chunk;
      exchange.answer(JSON.parse(text));
      context.status = 204;
      return;
    }
    const { status, body } = await exchange.ask();
    // Around the runner's server: it would let the browser keep every answer for a year.
    context.respond = false;
    context.res.writeHead(status, { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-store' }).end(body);
  };
}
