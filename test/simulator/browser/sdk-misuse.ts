/**
 * How Klarna's SDK answers wrong use, as read in its published script: the callback gets the negative result first,
 * then the error is thrown.
 * Each row is one call on a fresh page. `lines` are ids of the recorded evidence, if that is available.
 *
 * A row describes the older builds (v1.6.1-843, v1.10.0-734). `current` describes build v1.10.0-2004 if it differs.
 */
export interface Expected {
  /** If nothing is thrown, the test waits for it. */
  callback?: Record<string, unknown>;
  returned?: string;
  thrown?: string;
  /** Absent means that the browser writes the message. */
  message?: string;
}

export interface Misuse extends Expected {
  says: string;
  lines: string[];
  /** The calls before: nothing, `init`, or `init` and a `load` of `pay_later`. */
  after: 'nothing' | 'init' | 'load';
  /** Claims to replace in the client token. Old tokens have `scheme: false`. */
  claims?: Record<string, unknown>;
  country?: 'DE' | 'US' | 'GB';
  /** `TOKEN` as a `client_token` stands for a valid token. */
  call: [method: string, ...values: unknown[]];
  current?: Expected;
}

const HIDDEN = { show_form: false };
const REFUSED = { show_form: false, approved: false };
const CONTAINER = { container: '#container' };

const NOT_INITIALIZED = {
  thrown: 'ApplicationNotInitializedError',
  message: 'The application has not yet been initialized. Call `init` first to initialize it.',
};
const NOT_LOADED = {
  thrown: 'ApplicationNotLoadedError',
  message: 'The application has not yet been loaded. Call `load` first to load it.',
};
const INVALID_TOKEN = {
  thrown: 'InvalidClientTokenError',
  message: 'The client token is invalid. Make sure it has not been tampered with in any way.',
};
const INVALID_SELECTOR = {
  thrown: 'InvalidContainerSelectorError',
  message:
    'The container selector is invalid. Please, check that the used ID or CSS class name is correct and that it targets an existing DOM element.',
};
const NOT_INITIALIZED_TODAY = { ...NOT_INITIALIZED, thrown: 'Error' };
/** The error is thrown inside a promise, and from a script of another origin only the console gets it. */
const NOT_LOADED_TODAY = { callback: REFUSED };
/** The value is destructured before any check, so no callback runs. */
const BREAKS = { thrown: 'TypeError' };
const INVALID_TOKEN_TODAY = { ...INVALID_TOKEN, thrown: 'Error' };
const NO_CONTAINER = {
  thrown: 'TypeError',
  message: 'Property `options.container` must be a string (CSS selector) or HTMLElement',
};
const INVALID_INSTANCE = {
  thrown: 'InvalidInstanceIDError',
  message: 'The instance ID must only contain alphabets, numbers, underscores (_) and hyphens (-).',
};
const unknownCategory = (value: string) => ({
  thrown: 'PaymentMethodCategoryNotSupportedError',
  message: `This payment method category is not supported: ${value}`,
});
const noCategory = {
  thrown: 'PaymentMethodCategoryNotProvidedError',
  message: 'A payment method category must be provided for this session.',
};

const noInstance = {
  thrown: 'InstanceIDNotProvidedError',
  message: 'An instance ID must be provided when the `payment_method_categories` option is used.',
};
const OFFERED = { callback: { show_form: true } };

const line = (number: number): string[] => [`sdk-callbacks-0${number}`];

export const MISUSE: readonly Misuse[] = [
  {
    says: 'init without a token',
    lines: line(21),
    after: 'nothing',
    call: ['init', {}],
    ...INVALID_TOKEN,
    current: INVALID_TOKEN_TODAY,
  },
  {
    says: 'init without anything',
    lines: [],
    after: 'nothing',
    call: ['init'],
    ...INVALID_TOKEN,
    current: INVALID_TOKEN_TODAY,
  },
  {
    says: 'init with null',
    lines: [],
    after: 'nothing',
    call: ['init', null],
    ...BREAKS,
    current: INVALID_TOKEN_TODAY,
  },
  {
    says: 'init with session data',
    lines: [],
    after: 'nothing',
    call: ['init', { client_token: 'TOKEN' }, { order_amount: 1 }],
    returned: 'payments',
    current: { thrown: 'Error', message: 'The opertation of updating data in session is not supported' },
  },
  {
    says: 'init with the key of another product',
    lines: [],
    after: 'nothing',
    call: ['init', { client_key: 'key' }],
    ...INVALID_TOKEN,
    current: {
      thrown: 'Error',
      message: 'The client key is invalid. Make sure it has not been tampered with in any way.',
    },
  },
  {
    says: 'init with a number',
    lines: line(21),
    after: 'nothing',
    call: ['init', { client_token: 7 }],
    ...INVALID_TOKEN,
    current: INVALID_TOKEN_TODAY,
  },
  {
    says: 'init with a token whose middle is not JSON',
    lines: line(21),
    after: 'nothing',
    call: ['init', { client_token: 'a.bm90IGpzb24.c' }],
    ...INVALID_TOKEN,
    current: INVALID_TOKEN_TODAY,
  },
  {
    says: 'init with a token that names no address of Klarna’s',
    lines: [],
    after: 'nothing',
    call: ['init', { client_token: 'a.eyJmb28iOiJiYXIifQ.c' }],
    returned: 'payments',
  },
  {
    says: 'init with a token of JSON null',
    lines: [],
    after: 'nothing',
    call: ['init', { client_token: 'a.bnVsbA.c' }],
    ...BREAKS,
  },
  {
    says: 'load before init',
    lines: line(22),
    after: 'nothing',
    call: ['load', { ...CONTAINER, payment_method_category: 'pay_later' }, {}],
    callback: HIDDEN,
    ...NOT_INITIALIZED,
    current: { callback: HIDDEN, ...NOT_INITIALIZED_TODAY },
  },
  {
    says: 'load into what is not there',
    lines: line(23),
    after: 'init',
    call: ['load', { container: '#nowhere', payment_method_category: 'pay_later' }, {}],
    callback: HIDDEN,
    ...INVALID_SELECTOR,
  },
  {
    says: 'load with what is no selector',
    lines: [],
    after: 'init',
    call: ['load', { container: '<<', payment_method_category: 'pay_later' }, {}],
    thrown: 'SyntaxError',
  },
  {
    says: 'load into an empty selector',
    lines: [],
    after: 'init',
    call: ['load', { container: '', payment_method_category: 'pay_later' }, {}],
    thrown: 'SyntaxError',
  },
  {
    says: 'load without a container',
    lines: line(24),
    after: 'init',
    call: ['load', { payment_method_category: 'pay_later' }, {}],
    callback: HIDDEN,
    ...NO_CONTAINER,
  },
  {
    says: 'load into a number',
    lines: line(24),
    after: 'init',
    call: ['load', { container: 3, payment_method_category: 'pay_later' }, {}],
    callback: HIDDEN,
    ...NO_CONTAINER,
  },
  {
    says: 'load with the callback alone',
    lines: [],
    after: 'init',
    call: ['load'],
    callback: HIDDEN,
    ...NO_CONTAINER,
    current: NO_CONTAINER,
  },
  {
    says: 'load without a category, under an old token',
    lines: line(25),
    after: 'init',
    claims: { scheme: false },
    call: ['load', CONTAINER, {}],
    callback: HIDDEN,
    ...noCategory,
    current: OFFERED,
  },
  {
    says: 'load with an empty list of categories, under an old token',
    lines: line(25),
    after: 'init',
    claims: { scheme: false },
    call: ['load', { ...CONTAINER, payment_method_categories: [], instance_id: 'all' }, {}],
    callback: HIDDEN,
    ...noCategory,
    current: OFFERED,
  },
  {
    says: 'load of a category that Klarna does not know',
    lines: line(26),
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_category: 'barter' }, {}],
    callback: HIDDEN,
    ...unknownCategory('barter'),
  },
  {
    says: 'load of several categories without an instance',
    lines: line(27),
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_categories: ['pay_now'] }, {}],
    callback: HIDDEN,
    ...noInstance,
  },
  {
    says: 'load of an empty list of categories without an instance',
    lines: [],
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_categories: [] }, {}],
    callback: HIDDEN,
    ...noInstance,
  },
  {
    says: 'load of the categories as the session has them',
    lines: [],
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_categories: [{ identifier: 'pay_now' }], instance_id: 'all' }, {}],
    callback: HIDDEN,
    ...unknownCategory('[object Object]'),
  },
  {
    says: 'load of an object that is a category of the session',
    lines: [],
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_category: { identifier: 'pay_now' } }, {}],
    callback: HIDDEN,
    ...unknownCategory('[object Object]'),
  },
  {
    says: 'load of a text where a list belongs',
    lines: [],
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_categories: 'pay_now', instance_id: 'all' }, {}],
    ...BREAKS,
    current: OFFERED,
  },
  {
    says: 'load of an object where a list belongs',
    lines: [],
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_categories: {}, instance_id: 'all' }, {}],
    ...BREAKS,
  },
  {
    says: 'load of `klarna` in a session of three categories',
    lines: [],
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_category: 'klarna' }, {}],
    callback: HIDDEN,
    ...unknownCategory('klarna'),
    current: OFFERED,
  },
  {
    says: 'load with a space in the instance of a single category, which nobody looks at',
    lines: [],
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_category: 'pay_now', instance_id: 'a b' }, {}],
    ...OFFERED,
  },
  {
    says: 'load with a number for an instance',
    lines: [],
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_category: 'pay_now', instance_id: 5 }, {}],
    callback: HIDDEN,
  },
  {
    says: 'load with text in the place of the data',
    lines: [],
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_category: 'pay_now' }, 'data'],
    ...OFFERED,
  },
  {
    says: 'load with a broken token of its own',
    lines: [],
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_category: 'pay_now', client_token: 'token' }, {}],
    ...INVALID_TOKEN,
    current: INVALID_TOKEN_TODAY,
  },
  {
    says: 'load with a space in the instance',
    lines: line(28),
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_categories: ['pay_now'], instance_id: 'a b' }, {}],
    callback: HIDDEN,
    ...INVALID_INSTANCE,
  },
  {
    says: 'load with a preferred method that does not exist',
    lines: line(29),
    after: 'init',
    call: ['load', { ...CONTAINER, payment_method_category: 'pay_now', preferred_payment_method: 'cheque' }, {}],
    callback: HIDDEN,
    thrown: 'PreferredPaymentMethodNotSupportedError',
    message: 'The provided preferred payment method is not supported.',
  },
  {
    says: 'authorize without category and instance, under an old token',
    lines: line(31),
    after: 'load',
    claims: { scheme: false },
    call: ['authorize', {}, {}],
    callback: REFUSED,
    thrown: 'PaymentMethodCategoryOrInstanceIDRequiredError',
    message: 'Either `payment_method_category` or `instance_id` must be provided for this operation',
    current: NOT_LOADED_TODAY,
  },
  {
    says: 'authorize of a category that Klarna does not know',
    lines: line(32),
    after: 'load',
    call: ['authorize', { payment_method_category: 'barter' }, {}],
    callback: REFUSED,
    ...unknownCategory('barter'),
  },
  {
    says: 'authorize with a dot in the instance',
    lines: line(33),
    after: 'load',
    call: ['authorize', { instance_id: 'a.b' }, {}],
    callback: REFUSED,
    ...INVALID_INSTANCE,
  },
  {
    says: 'authorize before anything: there is no error of its own for a missing init',
    lines: line(34),
    after: 'nothing',
    call: ['authorize', { payment_method_category: 'pay_later' }, {}],
    callback: REFUSED,
    ...NOT_LOADED,
    current: NOT_LOADED_TODAY,
  },
  {
    says: 'authorize before anything, of a category that Klarna does not know: nobody looks at it',
    lines: [],
    after: 'nothing',
    call: ['authorize', { payment_method_category: 'barter' }, {}],
    callback: REFUSED,
    ...NOT_LOADED,
    current: NOT_LOADED_TODAY,
  },
  {
    says: 'authorize after init, before load',
    lines: line(34),
    after: 'init',
    call: ['authorize', { payment_method_category: 'pay_later' }, {}],
    callback: REFUSED,
    ...NOT_LOADED,
    current: NOT_LOADED_TODAY,
  },
  {
    says: 'authorize without any options',
    lines: [],
    after: 'load',
    call: ['authorize'],
    callback: REFUSED,
    ...NOT_LOADED,
    current: NOT_LOADED_TODAY,
  },
  {
    says: 'authorize of an object that is a category of the session',
    lines: [],
    after: 'load',
    call: ['authorize', { payment_method_category: { identifier: 'pay_later' } }, {}],
    callback: REFUSED,
    ...unknownCategory('[object Object]'),
  },
  {
    says: 'authorize with a number for an instance',
    lines: [],
    after: 'load',
    call: ['authorize', { instance_id: 5 }, {}],
    ...BREAKS,
    current: {},
  },
  {
    says: 'authorize of another category than was loaded',
    lines: line(34),
    after: 'load',
    call: ['authorize', { payment_method_category: 'pay_now' }, {}],
    callback: REFUSED,
    ...NOT_LOADED,
    current: NOT_LOADED_TODAY,
  },
  {
    says: 'reauthorize before init',
    lines: line(35),
    after: 'nothing',
    call: ['reauthorize', { payment_method_category: 'pay_later' }, {}],
    callback: REFUSED,
    ...NOT_INITIALIZED,
    current: BREAKS,
  },
  {
    says: 'reauthorize without a category, under an old token',
    lines: [],
    after: 'init',
    claims: { scheme: false },
    call: ['reauthorize', {}, {}],
    callback: REFUSED,
    ...noCategory,
    current: { callback: REFUSED },
  },
  {
    says: 'reauthorize of several categories without an instance',
    lines: [],
    after: 'init',
    call: ['reauthorize', { payment_method_categories: ['pay_now'] }, {}],
    callback: REFUSED,
    ...noInstance,
  },
  {
    says: 'reauthorize with a preferred method that does not exist',
    lines: [],
    after: 'init',
    call: ['reauthorize', { payment_method_category: 'pay_now', preferred_payment_method: 'cheque' }, {}],
    callback: REFUSED,
    thrown: 'PreferredPaymentMethodNotSupportedError',
    message: 'The provided preferred payment method is not supported.',
  },
  {
    says: 'finalize before init',
    lines: line(36),
    after: 'nothing',
    call: ['finalize', { payment_method_category: 'pay_now' }, {}],
    callback: REFUSED,
    ...NOT_INITIALIZED,
    current: BREAKS,
  },
  {
    says: 'finalize of a category that Klarna does not know',
    lines: [],
    after: 'init',
    call: ['finalize', { payment_method_category: 'barter' }, {}],
    callback: REFUSED,
    ...unknownCategory('barter'),
  },
  {
    says: 'loadPaymentReview before init',
    lines: line(37),
    after: 'nothing',
    call: ['loadPaymentReview', CONTAINER],
    callback: HIDDEN,
    ...NOT_INITIALIZED,
    current: { callback: HIDDEN, ...NOT_INITIALIZED_TODAY },
  },
  {
    says: 'loadPaymentReview where Klarna does not sell it',
    lines: [...line(38), ...line(19)],
    after: 'init',
    country: 'DE',
    call: ['loadPaymentReview', CONTAINER],
    callback: HIDDEN,
    thrown: 'OperationNotSupportedError',
    message: 'The operation is not supported for the current purchase country.',
  },
  {
    says: 'loadPaymentReview into what is not there',
    lines: [],
    after: 'init',
    country: 'US',
    call: ['loadPaymentReview', { container: '#nowhere' }],
    callback: HIDDEN,
    ...INVALID_SELECTOR,
  },
  {
    says: 'loadPaymentReview into an empty selector',
    lines: [],
    after: 'init',
    country: 'US',
    call: ['loadPaymentReview', { container: '' }],
    thrown: 'SyntaxError',
  },
  {
    says: 'loadPaymentReview with null',
    lines: [],
    after: 'init',
    country: 'US',
    call: ['loadPaymentReview', null],
    ...BREAKS,
  },
  {
    says: 'on with a number for a handler',
    lines: [],
    after: 'nothing',
    call: ['on', 'heightChanged', 5],
    thrown: 'TypeError',
    message: 'The listener must be a function',
  },
  {
    says: 'on for an event that is not public',
    lines: line(39),
    after: 'nothing',
    call: ['on', 'paymentMethodSelected'],
    thrown: 'EventNotSupportedError',
    message: 'This event name is not supported: paymentMethodSelected',
  },
  {
    says: 'off for an event that does not exist: nothing happens',
    lines: [],
    after: 'nothing',
    call: ['off', 'closed'],
  },
];
