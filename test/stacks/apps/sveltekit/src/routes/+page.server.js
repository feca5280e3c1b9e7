/** The browser gets the address of Klarna's script with the page. */
export const load = () => ({ sdkUrl: process.env.KLARNA_SDK_URL });
