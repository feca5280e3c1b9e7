/**
 * Whether it is a whole http(s) address. Recorded sessions carry plain http, and `{order.id}` inside an address. Klarna
 * publishes no rule for a relative address; the merchant's half and the simulator both refuse it.
 */
export const isWholeUrl = (value: unknown): boolean =>
  typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value);

/** Whether it is the address of an app: of any scheme but http(s), as Klarna's newest schema wants `app_return_url`. */
export const isAppUrl = (value: unknown): boolean =>
  typeof value === 'string' && !/^https?:/i.test(value) && URL.canParse(value);
