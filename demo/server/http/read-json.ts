import { HttpError } from './http-error.ts';

/** A cart with every product is a tenth of this. */
const MAX_BODY_BYTES = 8 * 1024;

/**
 * Reads a small JSON body. It never holds more than the limit in memory.
 *
 * @throws {HttpError} 400, 413, or 415
 */
export async function readJson(request: Request): Promise<unknown> {
  // Another site cannot post JSON without a preflight, and this shop never allows one.
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new HttpError(415, 'Send JSON, with the header `Content-Type: application/json`.');
  }
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, 'The body is not JSON.');
  }
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new HttpError(413, `The body is larger than ${MAX_BODY_BYTES} bytes.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
