import { createApp, createSSRApp } from 'vue';
import { start } from '../start.js';
import { App, isCustomElement } from './app.js';

const mount = (create) => (root) => {
  const app = create(App);
  app.config.compilerOptions.isCustomElement = isCustomElement;
  app.mount(root);
};

await start(document.querySelector('#root'), { draw: mount(createApp), hydrate: mount(createSSRApp) });
