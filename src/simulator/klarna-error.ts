/** An error answer in Klarna's words. Checks and flow throw it, and one place turns it into a reply. */
export class KlarnaError extends Error {
  override readonly name = 'KlarnaError';
  readonly status: number;
  readonly error_code: string;
  readonly error_messages: string[];

  constructor(status: number, error_code: string, error_messages: string[] = []) {
    super(`${status} ${error_code} ${error_messages.join('; ')}`.trim());
    this.status = status;
    this.error_code = error_code;
    this.error_messages = error_messages;
  }
}

/** All bad fields of one reply are in one message, separated by commas. */
export const badValue = (fields: Iterable<string>): KlarnaError =>
  new KlarnaError(400, 'BAD_VALUE', [`Bad value: ${[...new Set(fields)].join(', ')}`]);

export const notMatching = (fields: string[]): KlarnaError =>
  new KlarnaError(409, 'BAD_VALUE', [`Not matching fields: [${fields.join(', ')}]`]);

export const invalidSession = (): KlarnaError => new KlarnaError(404, 'NOT_FOUND', ['Invalid session id']);

export const sessionCompleted = (): KlarnaError =>
  new KlarnaError(404, 'SESSION_COMPLETED', ['Session has already been completed']);

export const invalidAuthorization = (): KlarnaError =>
  new KlarnaError(404, 'NOT_FOUND', ['Invalid authorization token']);
