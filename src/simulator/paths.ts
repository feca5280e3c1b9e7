/**
 * The simulator's paths for browsers. Only the SDK's is Klarna's. The others are ours, because only Klarna's own script
 * uses Klarna's.
 * Klarna's REST paths are in the routes of `rest/`.
 */
export const paths = {
  sdk: '/kp/lib/v1/api.js',
  badge: '/kp/assets/klarna.svg',
  widget: '/kp/frames/widget',
  overlay: '/kp/frames/overlay',
  popup: '/kp/popup',
  redirect: '/kp/redirect',
  frameApi: '/kp/frames/api',
  scripts: '/kp/scripts',
  styles: '/kp/styles',
} as const;
