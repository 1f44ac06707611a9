/** P-1: which language somebody reads. Mails and panels are there in these. */
export type Language = 'en' | 'es';

/** "es-MX" as a host says it ("es_mx" too); undefined for what is no language tag. */
export function languageTag(said: string | undefined): string | undefined {
  if (!said || said.length > 35) return undefined;
  try {
    return Intl.getCanonicalLocales(said.replaceAll('_', '-'))[0];
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}

/** The first language of these that there are words in, with its tag for dates and money; else English. */
export function languageOf(...tags: (string | null | undefined)[]): { language: Language; tag: string } {
  for (const tag of tags) {
    const language = tag?.split('-')[0];
    if (tag && (language === 'es' || language === 'en')) return { language, tag };
  }
  return { language: 'en', tag: 'en-US' };
}
