import { createRoot, hydrateRoot } from 'react-dom/client';
import { start } from '../start.js';
import { App } from './app.jsx';

await start(document.querySelector('#root'), {
  draw: (root) => createRoot(root).render(<App />),
  hydrate: (root) => hydrateRoot(root, <App />, { onRecoverableError: (error) => console.error(error) }),
});
