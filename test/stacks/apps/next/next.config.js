import { fileURLToPath } from 'node:url';

export default {
  // The build is made once, so nothing is kept for a next one.
  experimental: { turbopackFileSystemCacheForBuild: false },
  images: { unoptimized: true },
  // Turbopack reads no file outside of this folder. The packages of the app are linked to a folder in it.
  turbopack: { root: fileURLToPath(new URL('../../../..', import.meta.url)) },
};
