import { KlarnaError } from '../../klarna-error.ts';

const PREFIX = 'Bad value: ';

/** The fields of a REST error in the spelling of the SDK's `error.invalid_fields`. Other errors are thrown on. */
export function invalidFieldsOf(error: unknown): string[] {
  if (!(error instanceof KlarnaError) || error.error_code !== 'BAD_VALUE') throw error;
  return error.error_messages.flatMap((message) => message.replace(PREFIX, '').split(', '));
}
