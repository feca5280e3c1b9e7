/**
 * Klarna's callbacks go to the mount as the handler sees it, or to `publicUrl`. If neither is the path that the browser
 * asks, every callback ends as 404 in the shop's router and the handler never hears of it. So the handler says it when
 * a session shows it.
 */
import type { HandlerConfig } from '../config.ts';

/** @param mount the path of the request before its route, without a slash at the end: '' at the root */
function findMistake({ publicUrl, basePath }: Pick<HandlerConfig, 'publicUrl' | 'basePath'>, mount: string) {
  // The shop has named the mount itself.
  if (basePath !== undefined) return undefined;
  if (publicUrl === undefined) {
    if (mount !== '') return undefined;
    return 'The handler sees its mount at the root, so Klarna’s callbacks go to /callback/…. If your framework removes the prefix (`mount()` of Hono, h3, Elysia and Koa do), set `publicUrl` to the whole address of the mount. If the root is right, set `basePath: ""`.';
  }
  // A proxy or a framework may have removed the prefix: then the end is the same.
  const path = new URL(publicUrl).pathname.replace(/\/+$/, '');
  if (path.endsWith(mount)) return undefined;
  return `\`publicUrl\` ends with “${path || '/'}”, but the page asks “${mount}”: Klarna’s callbacks may go to an address that nobody answers. Set \`publicUrl\` to the whole address of the mount. If a proxy changes the path, set \`basePath: "${mount}"\`.`;
}

/** Says it once: each process would otherwise repeat it with every session. */
export function createMountCheck(
  config: Pick<HandlerConfig, 'publicUrl' | 'basePath'>,
): (mount: string) => Error | undefined {
  let isSaid = false;
  return (mount) => {
    const mistake = isSaid ? undefined : findMistake(config, mount);
    if (mistake === undefined) return undefined;
    isSaid = true;
    return new Error(mistake);
  };
}
