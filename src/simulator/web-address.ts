/** Whether a browser can go there. `localhost:3001` is an address too, of a scheme that is called localhost. */
export const isWebAddress = (text: string | URL): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
