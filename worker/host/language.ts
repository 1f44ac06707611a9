/** Pages of ours outside any CRM speak the browser's language: they know nobody's. */
export type Language = 'en' | 'es';

/** The first of the languages a browser asks for that we speak, else English. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '').toLowerCase().split(',');
  const known = wanted.map(one => one.trim().slice(0, 2)).find(one => one === 'en' || one === 'es');
  return known === 'es' ? 'es' : 'en';
}
