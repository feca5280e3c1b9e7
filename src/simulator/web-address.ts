/** Whether a browser can open this address. `localhost:3001` parses as a URL too, with the scheme `localhost:`. */
export const isWebAddress = (text: string | URL): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
