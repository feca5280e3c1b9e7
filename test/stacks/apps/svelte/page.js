import { hydrate, mount } from 'svelte';
import { start } from '../start.js';
import App from './app.svelte';

await start(document.querySelector('#root'), {
  draw: (target) => mount(App, { target }),
  hydrate: (target) => hydrate(App, { target }),
});
