/** What a page of the shop loads. */
import { KlarnaCheckoutButton } from '../../../src/index.ts';

export type TabGlobals = { KlarnaCheckoutButton: typeof KlarnaCheckoutButton };

Object.assign(window, { KlarnaCheckoutButton } satisfies TabGlobals);
