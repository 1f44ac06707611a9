import { afterAll, expect, test, vi } from 'vitest';
import { speak } from '../../ui/text/index.ts';
import { worded } from '../../ui/text/worded.ts';

afterAll(async () => {
  await speak('en');
  vi.unstubAllGlobals();
});

const answer = {
  items: [
    {
      sentence: 'Rosa Delgado was approved.',
      why: 'no_plan',
      who: { name: 'Your CRM' },
      body: 'Nobody answered. Call me back.',
      name: 'Nobody answered.',
      note: 'It rings.',
    },
  ],
};

test('P-1 an answer’s sentences are said in the chosen language; codes, names and people’s own words stay', async () => {
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  expect(worded(answer)).toBe(answer);
  await speak('es_MX');
  expect(document.documentElement.lang).toBe('es');
  expect(worded(answer)).toEqual({
    items: [{ ...answer.items[0], sentence: 'Se aprobó a Rosa Delgado.', who: { name: 'Tu CRM' } }],
  });
  await speak('fr');
  expect(document.documentElement.lang).toBe('en');
  expect(worded(answer)).toBe(answer);
});
