import { withResolvers } from './with-resolvers.ts';

/** Rejects with `late` if there is no answer in time. */
export async function withTimeout<Answer>(answer: Promise<Answer>, timeoutMs: number, late: Error): Promise<Answer> {
  const { promise, reject } = withResolvers<never>();
  const timer = setTimeout(() => reject(late), timeoutMs);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
