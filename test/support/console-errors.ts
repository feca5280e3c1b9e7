/**
 * Loaded before every browser test. An error that the page logs fails the test that was running, even if no assertion
 * looks. That includes rejections that nobody handled: the runner logs them. Exceptions already fail in mocha.
 */
const errors: string[] = [];
const print = console.error;
/** Kept, because a test may put a clock of its own in its place. */
const realTimeout = globalThis.setTimeout;

console.error = (...args: unknown[]): void => {
  errors.push(args.map(String).join(' '));
  print.apply(console, args);
};

/** For the test that expects an error to be logged: what it takes no longer fails it. */
export const takeConsoleErrors = (): string[] => errors.splice(0);

/** A rejection is announced one task after it happened, by a timer of the test possibly one more. */
async function throwIfLogged(): Promise<void> {
  for (let task = 0; task < 2; task++) await new Promise((resolve) => realTimeout(resolve));
  const left = takeConsoleErrors();
  if (left.length > 0) throw new Error(`The page logged an error:\n${left.join('\n')}`);
}

// Around the test and not in an afterEach: mocha gives up all further tests of the file when a hook throws.
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
