import { isRecord } from '../../klarna/is-record.ts';
import { HttpError } from './http-error.ts';

/** Far more than the longest valid body, which is a token and an id. */
const MAX_BODY_BYTES = 64 * 1024;

const tooLarge = () =>
  new HttpError(413, {
    code: 'configuration',
    reason: 'too-large',
    message: `The body is larger than ${MAX_BODY_BYTES} bytes.`,
  });

/**
 * Reads the body of a request from the shop's pages. It must be JSON: a page of another site can send other types without a
 * preflight.
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
 * Reads the body as a JSON object, whatever its content type is. An empty body is `{}`. It keeps at most `MAX_BODY_BYTES`
 * in memory.
 *
 * @throws {HttpError} 400, 413, or 415 if it is compressed; 500 if a parser has read the body before
 */
export async function readAnyBody(request: Request): Promise<Record<string, unknown>> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  return parse(await readText(request), request.headers.get('content-encoding'));
}

const alreadyRead = () =>
  new HttpError(500, {
    code: 'configuration',
    reason: 'body-read',
    message: 'A body parser or a middleware has already read the body. Mount the handler before it.',
  });

async function readText(request: Request): Promise<string> {
  // Some frameworks parse the body first and then pass the request on. Hono, for example, keeps the parsed body to itself.
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
        { code: 'configuration', reason: 'bad-body', message: 'The body ended before it was complete.' },
        { cause },
      );
    });
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      // Released and not cancelled: on some servers a cancelled body closes the connection before the answer is sent.
      reader.releaseLock();
      throw tooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** @param encoding a server or a middleware that has decompressed the body may have kept this header */
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
    // RFC 9110, section 12.5.3: a 415 because of the encoding names the accepted encodings.
    const headers = { 'accept-encoding': 'identity' };
    throw new HttpError(415, { code: 'configuration', reason: 'content-encoding', message }, { headers });
  }
  throw new HttpError(400, { code: 'configuration', reason: 'bad-json', message: 'The body is not a JSON object.' });
}

/** Klarna's ids and tokens look like UUIDs, and its limit for ids is 255. They become parts of a path, so no other character passes. */
const ID = /^[\w-]{1,255}$/;

/** @throws {HttpError} 400 if the body has no such id */
export function requireId(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && ID.test(value)) return value;
  throw new HttpError(400, {
    code: 'configuration',
    reason: 'bad-request',
    message: `\`${name}\` is missing, or it is not an id from Klarna.`,
  });
}
