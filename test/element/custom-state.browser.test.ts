import { expect } from 'chai';
import { button, Stage, statusIs } from '../support/stage.ts';

type StateSet = Pick<CustomStateSet, 'add' | 'clear'>;

/** Elements created from now on get these states, until the returned function runs. */
function replaceStates(states: StateSet | undefined): () => void {
  const real = HTMLElement.prototype.attachInternals;
  HTMLElement.prototype.attachInternals = function attach() {
    const internals = real.call(this);
    Object.defineProperty(internals, 'states', { value: states });
    return internals;
  };
  return () => {
    HTMLElement.prototype.attachInternals = real;
  };
}

describe('<klarna-checkout-button> in a browser with other custom states', () => {
  let stage: Stage;
  let undo = () => {};
  const realWarn = console.warn;

  beforeEach(() => {
    stage = new Stage();
  });

  afterEach(() => {
    undo();
    console.warn = realWarn;
    return stage.clear();
  });

  it('matches `:state()` if the browser has it', async () => {
    const element = await stage.ready();
    expect(element.matches(':state(status-ready)')).to.equal(true);
    expect(element.matches(':state(status-preparing)')).to.equal(false);
  });

  it('works without `ElementInternals.states`', async () => {
    undo = replaceStates(undefined);
    const element = await stage.ready(undefined, 'klarna');
    button(element).click();
    await statusIs(element, 'authorizing');
  });

  it('works if the browser refuses the name of a state, and warns once', async () => {
    const warnings: unknown[] = [];
    console.warn = (...words: unknown[]) => warnings.push(words[0]);
    const refuse = () => {
      throw new DOMException('The specified value must start with two dashes.', 'SyntaxError');
    };
    undo = replaceStates({ add: refuse, clear: () => undefined });
    const element = await stage.ready(undefined, 'klarna');
    button(element).click();
    await statusIs(element, 'authorizing');
    expect(warnings.filter((words) => String(words).includes('custom states')).length).to.equal(1);
  });
});
