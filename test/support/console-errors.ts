/**
 * Loaded before every browser test. If the page logs an error, the running test fails, even without an assertion. That
 * includes unhandled rejections, because the runner logs them. Mocha already fails on exceptions.
 */
const errors: string[] = [];
const print = console.error;
/** The real timer, because a test may replace it with its own clock. */
const realTimeout = globalThis.setTimeout;

console.error = (...args: unknown[]): void => {
  errors.push(args.map(String).join(' '));
  print.apply(console, args);
};

/** For a test that expects a logged error: returns the errors so far, so that they do not fail the test. */
export const takeConsoleErrors = (): string[] => errors.splice(0);

/** The browser reports a rejection one task later, and a timer of the test may add another task. */
async function throwIfLogged(): Promise<void> {
  for (let task = 0; task < 2; task++) await new Promise((resolve) => realTimeout(resolve));
  const left = takeConsoleErrors();
  if (left.length > 0) throw new Error(`The page logged an error:\n${left.join('\n')}`);
}

// The check wraps the test instead of an afterEach, because mocha skips the rest of the file if a hook throws.
beforeEach(function () {
  const test = this.currentTest;
  const body = test?.fn;
  if (!test || !body) return;
  if (body.length > 0) throw new Error(`"${test.title}" takes a callback. Return a promise instead.`);
  test.fn = async function (this: Mocha.Context) {
    await (body as Mocha.AsyncFunc).call(this);
    await throwIfLogged();
  };
});

after(throwIfLogged);
