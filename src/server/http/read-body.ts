import { isRecord } from '../../klarna/is-record.ts';
import { HttpError } from './http-error.ts';

/** Bytes. The longest honest body is a token and an id. */
const LIMIT = 64 * 1024;

const tooLarge = () =>
  new HttpError(413, {
    code: 'configuration',
    reason: 'too-large',
    message: `The body is larger than ${LIMIT} bytes.`,
  });

/**
 * The body of a request of the shop's pages. Other types than JSON are refused, because a page of another site may
 * send those without asking.
 *
 * @throws {HttpError} 400, 413 or 415; 500 if a parser has read the body before
 */
export async function readJsonBody(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new HttpError(415, {
      code: 'configuration',
      reason: 'content-type',
      message: 'Send JSON, with the header `Content-Type: application/json`.',
    });
  }
  return readAnyBody(request);
}

/**
 * The body as a JSON object, whatever its type says; an empty body is `{}`. No more than the limit is ever held in
 * memory.
 *
 * @throws {HttpError} 400, 413, or 415 if it is compressed; 500 if a parser has read the body before
 */
export async function readAnyBody(request: Request): Promise<Record<string, unknown>> {
  if (Number(request.headers.get('content-length') ?? 0) > LIMIT) throw tooLarge();
  return parse(await readText(request), request.headers.get('content-encoding'));
}

const alreadyRead = () =>
  new HttpError(500, {
    code: 'configuration',
    reason: 'body-read',
    message:
      'A body parser or a middleware has read the body before the handler, and nothing is left. Mount the handler before it.',
  });

async function readText(request: Request): Promise<string> {
  // Frameworks hand the request on after their own parser: Hono, for example, keeps the parsed body to itself.
  if (request.bodyUsed || request.body?.locked) throw alreadyRead();
  const text = await readStream(request);
  // Node's listeners start with an empty stream if a parser has read it, e.g. in Koa and Fastify.
  if (text === '' && Number(request.headers.get('content-length') ?? 0) > 0) throw alreadyRead();
  return text;
}

async function readStream(request: Request): Promise<string> {
  if (!request.body) return '';
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new HttpError(
        400,
        { code: 'configuration', reason: 'bad-body', message: 'The body broke off.' },
        { cause },
      );
    });
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > LIMIT) {
      // Let go, not cancelled: cancelling closes the connection of some servers before the answer is out.
      reader.releaseLock();
      throw tooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** @param encoding A server or a middleware that decompresses bodies may leave the header as it was. */
function parse(text: string, encoding: string | null): Record<string, unknown> {
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isRecord(value)) return value;
  if (encoding !== null && !/^\s*identity\s*$/i.test(encoding)) {
    const message = 'Send the body without compression: the handler does not decompress.';
    // RFC 9110, section 12.5.3: a 415 for the encoding names the encodings that are taken.
    const headers = { 'accept-encoding': 'identity' };
    throw new HttpError(415, { code: 'configuration', reason: 'content-encoding', message }, { headers });
  }
  throw new HttpError(400, { code: 'configuration', reason: 'bad-json', message: 'The body is not a JSON object.' });
}

/** Klarna's ids and tokens look like UUIDs; 255 is its limit for ids. They become parts of paths, so nothing else may. */
const ID = /^[\w-]{1,255}$/;

/** An id of the body that must be there. */
export function requireId(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && ID.test(value)) return value;
  throw new HttpError(400, {
    code: 'configuration',
    reason: 'bad-request',
    message: `\`${name}\` is missing, or is none of Klarna’s ids.`,
  });
}
