import { OPERATIONS } from './openapi.ts';
import { exampleOf, type Language } from './schema.ts';
import { type Operation, TAGS } from './value.ts';
import { ABOUT, TAG_WORDS } from './words.ts';

/** W-4: the same as a Postman collection (schema 2.1), with the key as a variable. @param origin where we are served */
export function postmanCollection(origin: string, language: Language) {
  return {
    info: {
      name: 'Trunkline',
      description: ABOUT[language],
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{apiKey}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: origin, type: 'string' },
      { key: 'apiKey', value: '', type: 'string' },
    ],
    item: TAGS.map(tag => ({
      name: TAG_WORDS[tag][language],
      item: OPERATIONS.filter(one => one.tag === tag).map(one => itemOf(one, language)),
    })),
  };
}

function itemOf(one: Operation, language: Language) {
  const { title, description, method, path, params = {}, query = {}, body, isOnce } = one;
  const segments = path
    .slice(1)
    .split('/')
    .map(part => part.replace(/^\{(\w+)\}$/, ':$1'));
  const listed = Object.entries(query).map(([key, { words, sample }]) => ({
    ...{ key, value: String(sample), description: words[language], disabled: true },
  }));
  const header = [
    ...(body ? [{ key: 'Content-Type', value: 'application/json' }] : []),
    ...(isOnce ? [{ key: 'Idempotency-Key', value: '{{$guid}}' }] : []),
  ];
  return {
    name: title[language],
    request: {
      ...{ method: method.toUpperCase(), description: description[language], header },
      url: {
        ...{ raw: `{{baseUrl}}/${segments.join('/')}`, host: ['{{baseUrl}}'], path: segments, query: listed },
        variable: Object.entries(params).map(([key, { words, sample }]) => ({
          ...{ key, value: String(sample), description: words[language] },
        })),
      },
      ...(body && {
        body: {
          ...{ mode: 'raw', raw: JSON.stringify(exampleOf(body), null, 2) },
          options: { raw: { language: 'json' } },
        },
      }),
    },
    response: [],
  };
}
