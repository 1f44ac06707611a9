import { en, type Text } from './en.ts';

export type { Text } from './en.ts';

const languages: Record<string, () => Promise<Text>> = {
  en: async () => en,
};

/** The sentences of the chosen language. Read it while rendering (`t.kit.close`), never at module level. */
export let t: Text = en;

/** Chooses the language for a locale such as "es-MX"; English when there is none. Awaited before the first render. */
export async function speak(locale: string): Promise<void> {
  const language = locale.toLowerCase().split('-')[0] ?? 'en';
  t = await (languages[language] ?? (async () => en))();
  document.documentElement.lang = language in languages ? language : 'en';
}
