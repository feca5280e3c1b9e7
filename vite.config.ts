/** How the shop's pages reach the browser. The library has a build of its own and uses none of this. */
import { defineConfig } from 'vite';

export default defineConfig({
  // Lit as shoppers get it, without the warnings and checks of its development build.
  resolve: { conditions: ['module', 'browser', 'production'] },
  optimizeDeps: {
    entries: ['index.html'],
    // Named, so that they are ready with the first visit and no page reloads in the middle of it.
    include: ['lit', 'lit/decorators.js', 'ky', 'libphonenumber-js/min'],
  },
  server: {
    warmup: { clientFiles: ['demo/browser/checkout.ts'] },
    fs: {
      // The repository is served, and the shop's data lies in it.
      deny: ['.env', '.env.*', '*.{crt,pem}', '**/.git/**', '**/demo/data/**', '**/*.sqlite*'],
    },
    watch: { ignored: ['**/demo/data/**', '**/dist/**', '**/test/**', '**/coverage/**'] },
  },
});
