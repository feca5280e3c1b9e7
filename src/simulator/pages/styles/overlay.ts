export const OVERLAY = `
html, body.overlay { height: 100%; }
body.overlay { display: grid; place-items: center; background: rgb(11 5 29 / 88%); color: #fff; text-align: center; }
.overlay main { max-width: 380px; padding: 24px; }
.overlay h1 { margin: 20px 0 6px; font-size: 22px; letter-spacing: -0.02em; }
.overlay .buttons { display: grid; gap: 8px; margin-top: 24px; }
.overlay button:not(.primary) { border-color: transparent; background: transparent; color: #fff; }
.overlay button:not(.primary):hover { border-color: rgb(255 255 255 / 40%); }
.overlay :focus-visible { outline-color: #fff; }
`;
