import { expect, test } from 'vitest';
import { en } from '../../ui/text/en.ts';
import { es } from '../../ui/text/es.ts';
import { backFrom } from '../../worker/return-page.ts';

/** Said the same in both languages: names, units, and words the languages share. */
const SHARED = new Set([
  'Trunkline',
  'Stripe',
  'Twilio',
  'Plan',
  'Local',
  'Id',
  'No',
  'no',
  '—',
  '',
  'HTTP 2',
  'Webhooks',
  'API',
]);

/** Every text by its path; a function is said with sample values, so that its sentence is compared too. */
function texts(of: unknown, path = ''): Map<string, string> {
  const said = new Map<string, string>();
  if (typeof of === 'string') said.set(path, of);
  else if (typeof of === 'function') said.set(path, sample(of as (...values: unknown[]) => unknown));
  else
    for (const [key, value] of Object.entries(of as object))
      for (const [p, text] of texts(value, path ? `${path}.${key}` : key)) said.set(p, text);
  return said;
}

function sample(word: (...values: unknown[]) => unknown): string {
  for (const value of [2, ['2']]) {
    try {
      return String(word(...Array.from({ length: word.length }, () => value)));
    } catch {
      // the next kind of value fits
    }
  }
  return '';
}

const english = texts(en);
const spanish = texts(es);

test('P-1 every text of the panels is there in English and Spanish', () => {
  expect([...spanish.keys()].sort()).toEqual([...english.keys()].sort());
});

test('P-1 no panel says an English text in Spanish', () => {
  const same = [...english].filter(
    ([path, text]) => spanish.get(path) === text && /[a-z]{2}/i.test(text) && !SHARED.has(text),
  );
  expect(same).toEqual([]);
});

test.each([
  ['es-MX,es;q=0.9,en;q=0.8', 'es', 'Gracias'],
  ['fr,en;q=0.8', 'en', 'Thank you'],
  [undefined, 'en', 'Thank you'],
])('P-1 who comes back from Stripe with the browser’s "%s" reads %s', async (asked, language, words) => {
  const headers: Record<string, string> = asked === undefined ? {} : { 'accept-language': asked };
  const page = await (await backFrom('thanks', new Request('https://trunkline.test/', { headers }))).text();
  expect(page).toContain(`<html lang="${language}">`);
  expect(page).toContain(words);
});
