import { generateHydrationScript, renderToString } from 'solid-js/web';
import { App } from './app.jsx';

/** For the head of the page. */
export const head = generateHydrationScript();

export const render = () => renderToString(() => <App />);
