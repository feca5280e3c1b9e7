/** The shopper, browser, shop and Klarna of one run. Nothing here takes real time. */

import type { Answer, FrameFate, Popup, Surroundings } from '../klarna/klarna-driver.ts';
import type { Backend } from '../realms/backend.ts';
import { namesCustomer } from '../shoppers/customer.ts';
import { CookieJar } from './cookie-jar.ts';
import { Network } from './network.ts';
import { ServerRealm, type ServerRequest } from './server-realm.ts';
import { SharedBrowser, TabStorage } from './shared-browser.ts';
import { type Finalize, type ScriptFate, Tab } from './tab.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Shared by all runs, because it is slow to create. */
export class Stage {
  readonly clock = new VirtualClock();
  readonly servers: ServerRealm;
  /** The program of the shop's pages. */
  readonly program: string;

  constructor(programs: { tab: string; backend: string }) {
    this.program = programs.tab;
    this.servers = new ServerRealm(this.clock, programs.backend);
  }
}

/** A callback of Klarna that has not reached the shop yet. */
export interface Callback {
  deliver(): void;
}

export type Decision = 'approve' | 'decline' | 'cancel';

const KLARNA = 'https://klarna.test';
const JSON_TYPE = { 'content-type': 'application/json' };

export class World implements Surroundings {
  readonly clock: VirtualClock;
  readonly network: Network;
  readonly backend: Backend;
  /** Whether the shop's checkout has one page or several. */
  readonly finalize: Finalize;
  readonly #servers: ServerRealm;
  readonly #program: string;
  readonly #browser = new SharedBrowser();
  tabs: Tab[] = [];
  popups: Popup[] = [];
  callbacks: Callback[] = [];
  /** Answers that Klarna's script has not given to the page yet. */
  answers: Answer[] = [];
  /** Answers that it has given. */
  told: Answer[] = [];
  script: ScriptFate = 'served';
  frames: FrameFate = 'served';
  hasCartChanged = false;
  /** The shopper has pressed a button that orders. In a multi-page checkout that is the second press. */
  hasConfirmed = false;
  /** At any time. */
  wasDatabaseDown = false;
  /** The setting for pages that open from now on. */
  language: 'en' | 'sv' = 'en';
  /** Whether widgets wait for their answer. */
  areWidgetsSlow = false;
  /** How often Klarna asked the shopper, in all tabs. */
  asked = 0;
  /** The record of the run, to find the cause of a failure. */
  readonly trace: string[] = [];
  readonly note = (line: string): void => void this.trace.push(line);
  /** Customer details that left a page before the click. */
  leaks: string[] = [];

  constructor({ clock, servers, program }: Stage, finalize: Finalize = 'auto') {
    clock.reset();
    this.clock = clock;
    this.finalize = finalize;
    this.#program = program;
    this.#servers = servers;
    this.backend = this.#servers.createBackend(
      {
        callback: (input, init) => this.#receiveCallback(String(input), init ?? {}),
        toKlarna: (request, answer) => this.#toKlarna(request, answer),
      },
      'model',
    );
    this.network = new Network(new CookieJar(), (path, request) => this.#serveShop(path, request), this.note);
    this.openTab();
  }

  openTab(storage = new TabStorage()): Tab {
    const tab = new Tab({
      browser: this.#browser,
      storage,
      note: this.note,
      clock: this.clock,
      network: this.network,
      program: this.#program,
      language: this.language,
      finalize: this.finalize,
      surroundings: this,
      confirm: () => {
        this.hasConfirmed = true;
      },
      script: () => (this.network.isOffline ? 'blocked' : this.script),
    });
    this.tabs.push(tab);
    return tab;
  }

  closeTab(tab: Tab): void {
    this.tabs = this.tabs.filter((one) => one !== tab);
    this.answers = this.answers.filter(({ owner }) => owner !== tab.realm);
    this.told = this.told.filter(({ owner }) => owner !== tab.realm);
    this.#browser.drop(tab.realm.window);
    tab.realm.remove();
  }

  reload(tab: Tab): Tab {
    this.closeTab(tab);
    return this.openTab(tab.storage);
  }

  /** Makes everything work again, and tells the pages. */
  async heal(): Promise<void> {
    this.script = 'served';
    this.frames = 'served';
    this.areWidgetsSlow = false;
    this.backend.isBroken = false;
    await this.#forgetScript();
    this.setOffline(false);
    this.network.heal();
  }

  setOffline(isOffline: boolean): void {
    const wasOffline = this.network.isOffline;
    this.network.isOffline = isOffline;
    if (isOffline === wasOffline) return;
    for (const { realm } of this.tabs) realm.window.dispatchEvent(new Event(isOffline ? 'offline' : 'online'));
  }

  clear(): void {
    for (const tab of this.tabs) this.closeTab(tab);
  }

  /** The shopper in Klarna's window. */
  async decide(popup: Popup, decision: Decision): Promise<void> {
    this.popups = this.popups.filter((one) => one !== popup);
    if (decision !== 'cancel') {
      await this.backend.klarna(
        this.#servers.request(`${KLARNA}/kp/popup/${popup.attempt_id}`, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          text: `decision=${decision}`,
        }),
      );
    }
    await popup.end();
  }

  /** Cancels everything that Klarna had still to do. */
  async #forgetScript(): Promise<void> {
    const request = { method: 'DELETE', headers: {}, text: '' };
    await this.backend.klarna(this.#servers.request(`${KLARNA}/simulator/script`, request));
  }

  /** The page never gets the answer. */
  drop(answer: Answer): void {
    this.answers = this.answers.filter((one) => one !== answer);
  }

  tell(answer: Answer): void {
    this.answers = this.answers.filter((one) => one !== answer);
    if (answer.owner.isGone) return;
    this.told.push(answer);
    answer.tell();
  }

  /** Runs everything that can happen without time and without an action of the shopper. */
  async settle(): Promise<void> {
    const began = performance.now();
    for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
      await nextTask();
      if (performance.now() - began > LIMIT) throw new Error('It never comes to rest: something asks again and again.');
      if (this.clock.runDue() || this.#servers.isReckoning) quiet = 0;
      if (!this.areWidgetsSlow) {
        for (const answer of this.answers.filter(({ call }) => call !== 'authorize')) {
          this.tell(answer);
          quiet = 0;
        }
      }
    }
  }

  /** Moves the time. Timers that come due may set more timers. A long wait starts with small steps. */
  async pass(milliseconds: number): Promise<void> {
    let left = milliseconds;
    for (const step of PACE) {
      const passed = Math.min(left, step);
      if (passed === 0) return;
      this.clock.sleep(passed);
      await this.settle();
      left -= passed;
    }
    this.clock.sleep(left);
    await this.settle();
  }

  async ask(name: string, body: object): Promise<unknown> {
    const request = { method: 'POST', headers: JSON_TYPE, text: JSON.stringify(body) };
    const url = `${KLARNA}/kp/frames/api/${name}`;
    const answered = this.backend.klarna(this.#servers.request(url, request)).then((response) => response.json());
    const { result } = (await answered) as { result: unknown };
    this.note(`  Klarna, asked to ${name}: ${JSON.stringify(result)}`);
    return result;
  }

  answer(answer: Answer): void {
    if (!answer.owner.isGone) this.answers.push(answer);
  }

  open(popup: Popup): void {
    this.asked += 1;
    this.popups.push(popup);
  }

  seeEarly(data: object): void {
    const text = JSON.stringify(data);
    if (namesCustomer(text)) this.leaks.push(text);
  }

  #serveShop(path: string, request: ServerRequest): Promise<Response> {
    return this.backend.handle(this.#servers.request(`https://shop.test${path}`, request));
  }

  async #toKlarna(request: Request, answer: (request: Request) => Promise<Response>): Promise<Response> {
    const answered = await answer(request);
    this.note(`    ${request.method} ${new URL(request.url).pathname}: ${answered.status}`);
    return answered;
  }

  async #receiveCallback(url: string, { body, signal }: RequestInit): Promise<Response> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const callback: Callback = { deliver: resolve };
    this.callbacks.push(callback);
    signal?.addEventListener('abort', () => reject(signal.reason));
    await promise.finally(() => {
      this.callbacks = this.callbacks.filter((one) => one !== callback);
    });
    const request = { method: 'POST', headers: JSON_TYPE, text: String(body) };
    const { pathname, search } = new URL(url);
    return this.#serveShop(pathname + search, request);
  }
}

/** So many idle tasks mean that everything left waits for the shopper or for time. */
const QUIET_TURNS = 4;

/** Milliseconds of real time. Only an endless loop takes so long. */
const LIMIT = 30_000;

/** Milliseconds. Repeats come within seconds, time-outs within a minute. */
const PACE: readonly number[] = [...Array<number>(5).fill(1000), ...Array<number>(11).fill(5000)];

const channel = new MessageChannel();
const waiting: Array<() => void> = [];
channel.port1.onmessage = () => waiting.shift()?.();

const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(undefined);
  });
