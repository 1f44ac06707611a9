import * as v from 'valibot';
import type { Scope } from '../../api-key/rules/scope.ts';
import type { Words } from '../../workflow/catalogue/definition.ts';

/** One value of a request or an answer, as the document shows it. The catalogue's facts are such values. */
export interface Value {
  words: Words;
  shape: v.GenericSchema;
  sample: unknown;
}
export type Values = Readonly<Record<string, Value>>;

/** What an operation answers when all goes well. */
export type Answer =
  | { kind: 'object'; values: Values }
  /** A bare list. */
  | { kind: 'list'; values: Values }
  /** `items` of a list that is all there is. */
  | { kind: 'items'; values: Values }
  /** `items` of one page, and where the next one begins. */
  | { kind: 'page'; values: Values }
  | { kind: 'nothing' };

export const TAGS = ['account', 'numbers', 'people', 'agents', 'actions', 'hooks'] as const;
export type Tag = (typeof TAGS)[number];

/** One thing that the public interface can be asked (W-4). */
export interface Operation {
  id: string;
  method: 'get' | 'post' | 'delete';
  /** Below the origin, parameters in braces. */
  path: string;
  tag: Tag;
  title: Words;
  description: Words;
  /** Null: any key will do. */
  scope: Scope | null;
  params?: Values;
  query?: Values;
  body?: Values;
  /** Done once per `Idempotency-Key`. */
  isOnce?: true;
  status?: 201 | 204;
  answer: Answer;
}

const text = v.string();
const maybe = v.nullable(v.string());

export const value = (shape: v.GenericSchema, sample: unknown, en: string, es: string): Value => ({
  ...{ shape, sample },
  words: { en, es },
});
export const textValue = (sample: string, en: string, es: string) => value(text, sample, en, es);
export const maybeValue = (sample: string | null, en: string, es: string) => value(maybe, sample, en, es);
export const yesNoValue = (sample: boolean, en: string, es: string) => value(v.boolean(), sample, en, es);
export const oneOf = (options: readonly string[], sample: string | null, en: string, es: string) =>
  value(sample === null ? v.nullable(v.picklist(options)) : v.picklist(options), sample ?? options[0] ?? null, en, es);

/** Whether a value may be left out. */
export function isOptional({ shape }: Value): boolean {
  return shape.type === 'optional';
}
