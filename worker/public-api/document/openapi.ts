import type { Trigger } from '../../workflow/catalogue/definition.ts';
import { sampleEvent, TRIGGERS } from '../../workflow/catalogue/index.ts';
import { READING } from './account.ts';
import { ACTING, AS_AGENT } from './acting.ts';
import { eventValues, HOOKING } from './hooking.ts';
import { answerOf, exampleOf, type JsonSchema, type Language, objectOf, schemaOf } from './schema.ts';
import { type Operation, TAGS } from './value.ts';
import {
  ABOUT,
  DONE,
  EVENT_WORDS,
  GONE,
  KEY_WORDS,
  ONCE_WORDS,
  REFUSAL,
  SCOPE_WORDS,
  TAG_WORDS,
  TAKEN,
} from './words.ts';

/** All that the public interface can be asked, in the order of its document. */
export const OPERATIONS: readonly Operation[] = [...READING, ...AS_AGENT, ...ACTING, ...HOOKING];

export type OpenApi = ReturnType<typeof openApi>;

/** W-4: the OpenAPI 3.1 document, made from the shapes that requests are checked by. @param origin where it is served */
export function openApi(origin: string, language: Language) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const one of OPERATIONS) paths[one.path] = { ...paths[one.path], [one.method]: operationOf(one, language) };
  return {
    openapi: '3.1.0',
    info: { title: 'Trunkline', version: '1', summary: DESCRIPTION[language], description: ABOUT[language] },
    servers: [{ url: origin }],
    security: [{ apiKey: [] }],
    tags: TAGS.map(tag => ({ name: tag, description: TAG_WORDS[tag][language] })),
    paths,
    webhooks: Object.fromEntries(TRIGGERS.map(trigger => [trigger.key, webhookOf(trigger, language)])),
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: KEY_WORDS[language] } },
      parameters: { idempotencyKey: onceParameter(language) },
      headers: {
        retryAfter: { description: REFUSAL['429'][language], schema: { type: 'integer' } },
      },
      responses: Object.fromEntries(
        Object.keys(REFUSAL).map(status => [`refused${status}`, refusalOf(status, language)]),
      ),
      schemas: { Problem: PROBLEM, ...schemasOf(language) },
    },
  };
}

const DESCRIPTION = { en: 'Phone numbers for CRMs', es: 'Números de teléfono para CRM' };

function operationOf(one: Operation, language: Language) {
  const { id, tag, title, description, scope, status = 200 } = one;
  const scoped = scope === null ? '' : `\n\n${SCOPE_WORDS[language]}: \`${scope}\`.`;
  const answer = answerOf(one.answer, { $ref: `#/components/schemas/${answerName(one)}` });
  const parameters = parametersOf(one, language);
  return {
    ...{ operationId: id, tags: [tag], summary: title[language], description: description[language] + scoped },
    security: [{ apiKey: scope === null ? [] : [scope] }],
    ...(parameters.length > 0 && { parameters }),
    ...(one.body && {
      requestBody: {
        required: true,
        content: json({ $ref: `#/components/schemas/${bodyName(one)}` }, exampleOf(one.body)),
      },
    }),
    responses: {
      [status]: { description: DONE[language], ...(answer && { content: json(answer.schema, answer.sample) }) },
      ...Object.fromEntries(refusalsOf(one).map(code => [code, { $ref: `#/components/responses/refused${code}` }])),
    },
  };
}

function parametersOf({ params = {}, query = {}, isOnce }: Operation, language: Language): object[] {
  const of = (where: 'path' | 'query', values: NonNullable<Operation['query']>) =>
    Object.entries(values).map(([name, value]) => {
      const { description, examples, ...schema } = schemaOf(value, language);
      const isRequired = where === 'path';
      return { name, in: where, required: isRequired, description, schema: { ...schema, examples } };
    });
  const once = isOnce ? [{ $ref: '#/components/parameters/idempotencyKey' }] : [];
  return [...of('path', params), ...of('query', query), ...once];
}

/** Which refusals an operation can come to. */
function refusalsOf({ scope, params, body, query }: Operation): string[] {
  return [
    ...(body ? ['400'] : []),
    '401',
    ...(scope === null ? [] : ['403']),
    ...(params || body || query?.sub_account ? ['404', '409'] : []),
    ...(body ? ['413'] : []),
    ...(body || query ? ['422'] : []),
    '429',
    '500',
  ];
}

function onceParameter(language: Language) {
  const schema = {
    type: 'string',
    minLength: 1,
    maxLength: 200,
    pattern: '^[\\x21-\\x7e]+$',
    examples: ['order-1042'],
  };
  return { name: 'Idempotency-Key', in: 'header', required: false, description: ONCE_WORDS[language], schema };
}

function refusalOf(status: string, language: Language) {
  return {
    description: REFUSAL[status as keyof typeof REFUSAL][language],
    ...(status === '429' && { headers: { 'Retry-After': { $ref: '#/components/headers/retryAfter' } } }),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function webhookOf(trigger: Trigger, language: Language) {
  const { key, title, description } = trigger;
  const schema = { $ref: `#/components/schemas/${pascal(key)}Event` };
  return {
    post: {
      ...{ operationId: `on${pascal(key)}`, tags: ['hooks'], summary: title[language] },
      description: `${description[language]}\n\n${EVENT_WORDS[language]}`,
      security: [],
      requestBody: { required: true, content: json(schema, sampleEvent(trigger)) },
      responses: { '204': { description: TAKEN[language] }, '410': { description: GONE[language] } },
    },
  };
}

function schemasOf(language: Language): Record<string, JsonSchema> {
  const schemas: Record<string, JsonSchema> = {};
  for (const one of OPERATIONS) {
    if (one.body) schemas[bodyName(one)] = objectOf(one.body, language);
    if (one.answer.kind !== 'nothing') schemas[answerName(one)] = objectOf(one.answer.values, language);
  }
  for (const trigger of TRIGGERS) schemas[`${pascal(trigger.key)}Event`] = eventSchema(trigger, language);
  return schemas;
}

function eventSchema(trigger: Trigger, language: Language): JsonSchema {
  const frame = objectOf(eventValues(sampleEvent(trigger)), language);
  const properties = frame.properties as Record<string, JsonSchema>;
  const type = { ...properties.type, enum: undefined, const: trigger.key };
  return { ...frame, properties: { ...properties, type, data: objectOf(trigger.data, language) } };
}

/** RFC 9457, as every refusal leaves. */
const PROBLEM: JsonSchema = {
  type: 'object',
  properties: {
    type: { type: 'string', examples: ['urn:trunkline:problem:scope_missing'] },
    status: { type: 'integer' },
    code: { type: 'string', examples: ['scope_missing'] },
    title: { type: 'string' },
    detail: { type: 'string' },
    params: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, message: { type: 'string' } },
        required: ['field', 'message'],
      },
    },
    instance: { type: 'string', examples: ['req_0nn3x8k2d7qv5j1m4p6r8t'] },
  },
  required: ['type', 'status', 'code', 'title', 'detail'],
};

const bodyName = ({ id }: Operation) => `${pascal(id)}Request`;
const answerName = ({ id }: Operation) => `${pascal(id)}Answer`;

function pascal(key: string): string {
  return key.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function json(schema: JsonSchema, example: unknown) {
  return { 'application/json': { schema, example } };
}
