import { en, type Text } from './en.ts';

export type { Text } from './en.ts';

const languages: Record<string, () => Promise<Text>> = {
  en: async () => en,
  es: async () => (await import('./es.ts')).es,
};

/** The sentences of the chosen language. Read it while rendering (`t.kit.close`), never at module level. */
export let t: Text = en;

/** Chooses the language for a locale such as "es-MX"; English when there is none. Awaited before the first render. */
export async function speak(locale: string): Promise<void> {
  const language = languageOf(locale);
  t = await (languages[language] ?? (async () => en))();
  document.documentElement.lang = language;
}

/** "es" of "es-MX" or "es_MX"; "en" for a language the panels do not speak. */
export function languageOf(locale: string): string {
  const language = locale.toLowerCase().split(/[-_]/)[0] ?? 'en';
  return language in languages ? language : 'en';
}
