/** Serves the shop's pages to the browser. The library has a build of its own and uses none of this. */
import { defineConfig } from 'vite';

export default defineConfig({
  // Lit as shoppers get it, without the warnings and checks of its development build.
  resolve: { conditions: ['module', 'browser', 'production'] },
  optimizeDeps: {
    entries: ['index.html'],
    // Named here, so that they are ready at the first request and no page reloads later.
    include: ['lit', 'lit/decorators.js', 'ky', 'libphonenumber-js/min'],
  },
  server: {
    warmup: { clientFiles: ['demo/browser/checkout.ts'] },
    fs: {
      // Vite serves the whole repository, and the shop's data is in it.
      deny: ['.env', '.env.*', '*.{crt,pem}', '**/.git/**', '**/demo/data/**', '**/*.sqlite*'],
    },
    watch: { ignored: ['**/demo/data/**', '**/dist/**', '**/test/**', '**/coverage/**'] },
  },
});
