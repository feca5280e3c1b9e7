import { isJsonObject } from '../../klarna/is-json-object.ts';
import { isRecord } from '../../klarna/is-record.ts';
import type { Rule } from './fields.ts';

/**
 * Extra merchant data: a JSON object in a string. Klarna reports every fault as `attachment.attachment`. The members
 * are not checked, because they are published only in part.
 */
export const attachment: Rule = (value, path, problems) => {
  if (!isRecord(value) || typeof value.content_type !== 'string' || !isJsonObject(value.body)) {
    problems.push(`${path}.attachment`);
  }
};
