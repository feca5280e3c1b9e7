/**
 * What Klarna's published test people get. The address of the e-mail decides, after a `+`:
 * `+denied` is refused once the shopper has pressed the button, `+red` is not offered Klarna at all.
 */
import type { CustomerDetails } from '../../klarna/types.ts';

const hasTag = ({ billing_address, shipping_address }: CustomerDetails, tag: string): boolean =>
  [billing_address, shipping_address].some((address) =>
    address?.email?.split('@')[0]?.toLowerCase().split('+').slice(1).includes(tag),
  );

/** The pre-assessment: `load` answers `show_form: false`. */
export const isNotOffered = (details: CustomerDetails): boolean => hasTag(details, 'red');

export const isDenied = (details: CustomerDetails): boolean => hasTag(details, 'denied');
