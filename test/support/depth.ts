/** `npm run test:long` sets `TEST_DEPTH=long`: random tests then make more runs, and pictures are looked at in more ways. */
export const isLong = process.env.TEST_DEPTH === 'long';
