import { t } from '../../../text/index.ts';
import type { Schema } from './document.ts';

/** What a value may be, in words: "text or null", "local, toll_free or mobile". */
export function typeText(schema: Schema): string {
  const words = t.api.ref;
  if (schema.const !== undefined) return String(schema.const);
  if (schema.enum) return schema.enum.map(one => (one === '' ? '""' : String(one))).join(' · ');
  if (schema.anyOf) {
    const some = schema.anyOf.filter(one => one.type !== 'null').map(typeText);
    const isNullable = some.length < schema.anyOf.length;
    return [...new Set(some)].join(' · ') + (isNullable ? ` ${words.orNull}` : '');
  }
  if (schema.type === 'array' && schema.items) return words.listOf(typeText(schema.items));
  const [type = ''] = [schema.type].flat();
  return words.type[type] ?? type;
}
