import { hydrate, render } from 'solid-js/web';
import { start } from '../start.js';
import { App } from './app.jsx';

await start(document.querySelector('#root'), {
  draw: (root) => render(() => <App />, root),
  hydrate: (root) => hydrate(() => <App />, root),
});
