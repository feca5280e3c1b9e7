/**
 * Klarna's callbacks go to `publicUrl`, or else to the mount as the handler sees it. If neither is the path that the browser
 * uses, the shop's router answers every callback with 404, and the handler never knows. So the handler looks for this mistake
 * when the browser opens a session.
 */

interface MountOptions {
  readonly publicUrl: string | undefined;
  readonly basePath: string | undefined;
}

/** @param mount the path of the request before its route, without a slash at the end: '' at the root */
export function findMountMistake({ publicUrl, basePath }: MountOptions, mount: string): string | undefined {
  // The shop has named the mount itself.
  if (basePath !== undefined) return undefined;
  if (publicUrl === undefined) {
    if (mount !== '') return undefined;
    return 'The handler sees its mount at the root, so Klarna’s callbacks go to /callback/…. If your framework removes the prefix (`mount()` of Hono, h3, Elysia and Koa do), set `publicUrl` to the whole address of the mount. If the root is right, set `basePath: ""`.';
  }
  // A proxy or a framework may have removed the prefix. Then the rest of the path is the same.
  const path = new URL(publicUrl).pathname.replace(/\/+$/, '');
  if (path.endsWith(mount)) return undefined;
  return `\`publicUrl\` ends with “${path || '/'}”, but the page asks “${mount}”: Klarna’s callbacks may go to an address that nobody answers. Set \`publicUrl\` to the whole address of the mount. If a proxy changes the path, set \`basePath: "${mount}"\`.`;
}
