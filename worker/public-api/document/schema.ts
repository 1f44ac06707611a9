import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import type { Words } from '../../workflow/catalogue/definition.ts';
import { type Answer, isOptional, type Value, type Values } from './value.ts';

export type Language = keyof Words;
/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 has it. */
export type JsonSchema = Record<string, unknown>;

/** What a value looks like, in words and in form. */
export function schemaOf({ shape, words, sample }: Value, language: Language): JsonSchema {
  // Checks that no schema can express are made all the same; their refusals say what is wrong.
  const { $schema: _, ...form } = toJsonSchema(shape as v.GenericSchema, {
    ...{ target: 'draft-2020-12', typeMode: 'input', errorMode: 'ignore' },
  }) as JsonSchema;
  return { ...form, description: words[language], examples: [sample] };
}

/** Named values as one object. */
export function objectOf(values: Values, language: Language): JsonSchema {
  const entries = Object.entries(values);
  const required = entries.filter(([, value]) => !isOptional(value)).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, value]) => [name, schemaOf(value, language)])),
    ...(required.length > 0 && { required }),
  };
}

export function sampleOf(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, { sample }]) => [name, sample]));
}

/** Fields that only some callers send, or that say the same as another one: an example does without. */
const SELDOM = ['sub_account', 'contact', 'until'];

/** A request that could be sent as it stands. */
export function exampleOf(values: Values): Record<string, unknown> {
  const told = Object.entries(values).filter(([name, value]) => !(isOptional(value) && SELDOM.includes(name)));
  return sampleOf(Object.fromEntries(told));
}

/** The body of an answer; undefined where there is none. @param item what its values are called in the document */
export function answerOf(answer: Answer, item: JsonSchema): { schema: JsonSchema; sample: unknown } | undefined {
  if (answer.kind === 'nothing') return undefined;
  const one = sampleOf(answer.values);
  const list = { type: 'array', items: item };
  if (answer.kind === 'object') return { schema: item, sample: one };
  if (answer.kind === 'list') return { schema: list, sample: [one] };
  if (answer.kind === 'items') {
    return { schema: { type: 'object', properties: { items: list }, required: ['items'] }, sample: { items: [one] } };
  }
  const properties = { items: list, next_cursor: { type: ['string', 'null'] } };
  return {
    schema: { type: 'object', properties, required: ['items', 'next_cursor'] },
    sample: { items: [one], next_cursor: null },
  };
}
