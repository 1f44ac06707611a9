import { en, type Text } from './en.ts';

export type { Text } from './en.ts';

interface Language {
  text: Text;
  /** Says a sentence of the server, which words refusals, traces and lines of the audit in English. */
  said: (sentence: string) => string;
}

const english: Language = { text: en, said: sentence => sentence };

const languages: Record<string, () => Promise<Language>> = {
  en: async () => english,
  es: async () => {
    const [{ es }, { said }] = await Promise.all([import('./es.ts'), import('./es/server/index.ts')]);
    return { text: es, said };
  },
};

/** The sentences of the chosen language. Read it while rendering (`t.kit.close`), never at module level. */
export let t: Text = en;

/** A sentence of the server in the chosen language; as it came where it is not known. */
export let said: Language['said'] = english.said;

/** Whether the server's own words are those of the chosen language. */
export const speaksAsServer = (): boolean => said === english.said;

/** Chooses the language for a locale such as "es-MX"; English when there is none. Awaited before the first render. */
export async function speak(locale: string): Promise<void> {
  const language = languageOf(locale);
  const chosen = await (languages[language] ?? (async () => english))();
  t = chosen.text;
  said = chosen.said;
  document.documentElement.lang = language;
}

/** "es" of "es-MX" or "es_MX"; "en" for a language the panels do not speak. */
export function languageOf(locale: string): string {
  const language = locale.toLowerCase().split(/[-_]/)[0] ?? 'en';
  return language in languages ? language : 'en';
}
