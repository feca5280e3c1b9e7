/** Answers that are a success. No cache may keep them: each is for one shopper and one moment. */

const NOT_CACHED = { 'cache-control': 'no-store' };

export const jsonResponse = (body: unknown, headers: Record<string, string> = {}): Response =>
  Response.json(body, { headers: { ...headers, ...NOT_CACHED } });

/** 204: the request is done, and there is nothing to tell. */
export const emptyResponse = (headers: Record<string, string> = {}): Response =>
  new Response(null, { status: 204, headers: { ...headers, ...NOT_CACHED } });
