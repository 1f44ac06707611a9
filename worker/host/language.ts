import { type Language, languageOf } from '../language/rules/tag.ts';

/** Pages of ours outside any CRM know nobody: they speak the first language of the browser's that we have. */
export function languageAsked(header: string | undefined): Language {
  const tags = (header ?? '').split(',').map(one => one.trim().split(';')[0]?.toLowerCase());
  return languageOf(...tags).language;
}
