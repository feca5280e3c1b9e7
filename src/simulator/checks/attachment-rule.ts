import { isJsonObject } from '../../klarna/is-json-object.ts';
import { isRecord } from '../../klarna/is-record.ts';
import type { Rule } from './fields.ts';

/**
 * Extra merchant data: a JSON object in a string. Whatever is wrong with it, Klarna names it `attachment.attachment`. What
 * is in the object is not looked at: its inner fields are published in parts only.
 */
export const attachment: Rule = (value, path, problems) => {
  if (!isRecord(value) || typeof value.content_type !== 'string' || !isJsonObject(value.body)) {
    problems.push(`${path}.attachment`);
  }
};
