/**
 * Recorded behaviour of the real Klarna, if it is available beside the repository. It is not part of the project. The
 * project's own table of the same facts is in `conformance.node.test.ts`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');

/** `KLARNA_RECORDED` names another folder. */
const FOLDER = process.env.KLARNA_RECORDED ?? resolve(ROOT, '../shared/klarna/recorded');

export const SKIP = existsSync(FOLDER)
  ? false
  : `no recorded traffic at ${FOLDER} (KLARNA_RECORDED names another folder)`;

/** Each line is a request and its answer, as far as they were published. */
export interface Evidence {
  id: string;
  product?: string;
  kind?: string;
  path?: string;
  operation?: string;
  request?: Record<string, unknown> | null;
  request_partial?: boolean;
  status?: number;
  response_headers?: Record<string, string>;
  response?: { error_code?: string; error_messages?: string[] } & Record<string, unknown>;
  error_code?: string;
  error_message?: string;
  client_token_decoded?: { header: object; claims: Record<string, unknown> };
}

export function readEvidence<Line = Evidence>(name: string): Line[] {
  if (SKIP) return [];
  return readFileSync(resolve(FOLDER, `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line);
}

export const readOpenApi = (name: string): object =>
  JSON.parse(readFileSync(resolve(FOLDER, '../openapi', `${name}.json`), 'utf8')) as object;

/** The field names of a message, as a set, because their order varies. Other messages stay whole. */
export const fieldsOf = (messages: readonly string[] = []): string[] =>
  messages.flatMap((message) => message.replace(/^Bad value: /, '').split(', ')).toSorted();
