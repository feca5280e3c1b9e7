/** Ends subscriptions: in the shop at once, so that nothing more is charged, and then at Klarna. */
import { type CustomerTokensApi, KlarnaApiError } from '../../../src/server/index.ts';
import type { CustomerTokenRepository } from '../database/customer-token-repository.ts';
import type { SubscriptionRepository } from '../database/subscription-repository.ts';
import { HttpError } from '../http/http-error.ts';

interface Parts {
  api: Pick<CustomerTokensApi, 'cancelCustomerToken'>;
  tokens: CustomerTokenRepository;
  subscriptions: SubscriptionRepository;
  onError: (error: unknown) => void;
}

export class SubscriptionCancellation {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws {HttpError} 404 */
  async cancel(reference: string): Promise<void> {
    if (!this.#parts.subscriptions.cancel(reference)) {
      throw new HttpError(404, 'This shop has no subscription with that number.');
    }
    await this.cancelSpentTokens();
  }

  /**
   * Cancels the tokens at Klarna that no subscription needs any more. If Klarna does not answer, the next call tries
   * again, because a cancelled token may be cancelled again. Never throws.
   */
  async cancelSpentTokens(): Promise<void> {
    const { api, tokens, onError } = this.#parts;
    for (const { session_id, token_id } of tokens.listSpent()) {
      try {
        await api.cancelCustomerToken(token_id);
      } catch (error) {
        onError(error);
        // If Klarna does not know the token, it cannot pay for anything either.
        if (!(error instanceof KlarnaApiError) || error.status !== 404) continue;
      }
      tokens.cancel(session_id);
    }
  }
}
