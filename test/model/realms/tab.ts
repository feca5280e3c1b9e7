/** The program of the shop's page. */
import { KlarnaCheckoutButton } from '../../../src/index.ts';

export type TabGlobals = { KlarnaCheckoutButton: typeof KlarnaCheckoutButton };

Object.assign(window, { KlarnaCheckoutButton } satisfies TabGlobals);
