import * as v from 'valibot';
import type { TriggerKey } from '../rules/trigger.ts';

/** A text that people read in their workflow builder. */
export interface Words {
  en: string;
  es: string;
}

/** A value as the documentation shows it. */
export type Sample = string | number | boolean | null;

/** One value of a trigger's data, or of what an action answers. */
export interface Fact {
  words: Words;
  shape: v.GenericSchema;
  sample: Sample;
  /** Whether a subscription may ask for some of its values only (W-1). */
  filter?: 'text' | { value: string; words: Words }[];
}

/** What an event is about (W-1). The key and version never change; its data only ever gets more. */
export interface Trigger {
  key: TriggerKey;
  version: number;
  title: Words;
  description: Words;
  data: Readonly<Record<string, Fact>>;
}

/** How a workflow builder asks for a value. */
export type Control =
  | { kind: 'text' | 'long_text' | 'phone' | 'toggle' | 'date_time' }
  | { kind: 'choice'; options: { value: string; words: Words }[] }
  /** Offered from what the sub-account has. */
  | { kind: 'pick'; of: 'numbers' | 'people' | 'agents' | 'rules' };

/** One value that an action is given. */
export interface Field {
  title: Words;
  hint: Words;
  control: Control;
  shape: v.GenericSchema;
  sample: Sample;
  /** Only where the caller is the agency itself: which of its sub-accounts is meant. */
  isForAgency?: true;
}

/** Something a workflow can have done (W-2). */
export interface Action<Fields extends Readonly<Record<string, Field>> = Readonly<Record<string, Field>>> {
  key: string;
  version: number;
  title: Words;
  description: Words;
  fields: Fields;
  /** What it answers. */
  result: Readonly<Record<string, Fact>>;
  /** Where a workflow may go on from it, by the answer's `branch`. */
  branches?: readonly { id: string; words: Words }[];
  /** Agency credentials only. */
  isForAgency?: true;
  /** It changes nothing: a read scope is enough. */
  isLookUp?: true;
}

/** What an action's runner gets. */
export type InputOf<A extends Action> = {
  -readonly [Name in keyof A['fields']]: v.InferOutput<A['fields'][Name]['shape']>;
};

/** A trigger's or answer's data as one shape, for documents and tests. */
export function shapeOf(facts: Readonly<Record<string, Fact>>) {
  return v.object(Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, fact.shape])));
}

/** An action's input as one shape. */
export function inputShapeOf(fields: Readonly<Record<string, Field>>) {
  return v.object(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.shape])));
}

/** The documented example of data, of an answer or of an input. */
export function sampleOf(facts: Readonly<Record<string, { sample: Sample }>>): Record<string, Sample> {
  return Object.fromEntries(Object.entries(facts).map(([name, { sample }]) => [name, sample]));
}

/** Whether a field may be left out. */
export function isOptional(field: Pick<Field, 'shape'>): boolean {
  return field.shape.type === 'optional';
}
