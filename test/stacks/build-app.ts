/** `node test/stacks/build-app.ts next`: the framework's own production build of an app. */
import { buildApp, SERVER_APPS } from './support/server-apps.ts';

const name = process.argv[2];
const app = SERVER_APPS.find((one) => one.app === name);
if (!app) throw new Error(`There is no app "${name}". The apps are ${SERVER_APPS.map((one) => one.app).join(', ')}.`);
await buildApp(app);
