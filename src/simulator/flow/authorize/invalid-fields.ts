import { KlarnaError } from '../../klarna-error.ts';

const PREFIX = 'Bad value: ';

/** The fields that a refusal of REST names, as the SDK names them in `error.invalid_fields`; other errors pass on. */
export function invalidFieldsOf(error: unknown): string[] {
  if (!(error instanceof KlarnaError) || error.error_code !== 'BAD_VALUE') throw error;
  return error.error_messages.flatMap((message) => message.replace(PREFIX, '').split(', '));
}
