/** `npm run test:long` sets `TEST_DEPTH=long`. Random tests then make more runs, and Playwright takes the long files. */
export const isLong = process.env.TEST_DEPTH === 'long';
