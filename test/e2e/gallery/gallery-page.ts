interface Options {
  /** The README's styles that reserve space for the element until its script is loaded. */
  placeKeeper: string;
  sdkUrl: string;
  /** The server puts it into the page. Otherwise a scene does so later. */
  content?: string;
  /** The folder of the page and of its endpoint. */
  ways: string;
}

/**
 * The plainest page, in the browser's own font and colours, so that the element alone decides how it looks. The scene
 * adds the element.
 */
export const galleryPage = ({ placeKeeper, sdkUrl, ways, content = '' }: Options): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Gallery: ${ways}</title>
    <link rel="icon" href="data:,">
    <style>
      /* Said aloud for axe, which takes an unpainted page for white. */
      html { background: Canvas; }
      body { margin: 0; padding: 20px; font-family: system-ui, sans-serif; }
      h1 { position: absolute; inline-size: 1px; overflow: hidden; clip-path: inset(50%); }
      ${placeKeeper}
    </style>
    <script type="module">
      import { KlarnaCheckoutButton } from '/element.js';
      KlarnaCheckoutButton.sdkUrl = ${JSON.stringify(sdkUrl)};
      // Stays on the page when the order exists.
      document.addEventListener('klarna-complete', (event) => event.preventDefault());
      document.documentElement.dataset.loaded = 'yes';
    </script>
  </head>
  <body>
    <main>
      <h1>Payment</h1>
      <div id="room">${content}</div>
      <p>What stands below.</p>
    </main>
  </body>
</html>
`;
