import { withResolvers } from './with-resolvers.ts';

/**
 * Rejects with `late` where there is no answer in time.
 *
 * @param timeout milliseconds
 */
export async function withTimeout<Answer>(answer: Promise<Answer>, timeout: number, late: Error): Promise<Answer> {
  const { promise, reject } = withResolvers<never>();
  const timer = setTimeout(() => reject(late), timeout);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
