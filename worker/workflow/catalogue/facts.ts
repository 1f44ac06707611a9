import * as v from 'valibot';
import type { Fact, Sample, Words } from './definition.ts';

/**
 * The values that several triggers tell of, each defined once. Instants are ISO 8601 in UTC; phone numbers are E.164.
 */
const text = v.string();
const maybe = v.nullable(v.string());
const count = v.pipe(v.number(), v.integer());

export function fact(shape: v.GenericSchema, sample: Sample, en: string, es: string, more: Partial<Fact> = {}): Fact {
  return { shape, sample, words: { en, es }, ...more };
}

export const choices = (...list: [value: string, en: string, es: string][]): { value: string; words: Words }[] =>
  list.map(([value, en, es]) => ({ value, words: { en, es } }));

export const textFact = (sample: string, en: string, es: string, more: Partial<Fact> = {}) =>
  fact(text, sample, en, es, more);
export const maybeFact = (sample: string | null, en: string, es: string, more: Partial<Fact> = {}) =>
  fact(maybe, sample, en, es, more);
export const countFact = (sample: number, en: string, es: string) => fact(count, sample, en, es);
export const maybeCountFact = (sample: number, en: string, es: string) => fact(v.nullable(count), sample, en, es);
export const yesNoFact = (sample: boolean, en: string, es: string) =>
  fact(v.boolean(), sample, en, es, {
    filter: choices(['true', 'Yes', 'Sí'], ['false', 'No', 'No']),
  });

export const NUMBER = {
  number_id: textFact('num_0nn3x8k2d7qv5j1m4p6r8t', 'Id of the number', 'Id del número'),
  number: textFact('+14155550132', 'The number', 'El número', { filter: 'text' }),
};

/** Who of the sub-account's people it concerns. */
export const USER = {
  user_id: maybeFact('usr_0nn3x8k2d4qv7j1m4p6r8t', 'Id of the person', 'Id de la persona'),
  user_host_id: maybeFact('ZQ3n4pWfXk2mT7bR9sVd', 'The CRM’s id of the person', 'Id de la persona en el CRM', {
    filter: 'text',
  }),
  user_name: maybeFact('Rosa Diaz', 'Name of the person', 'Nombre de la persona'),
};

export const CONTACT = {
  contact_id: maybeFact('con_0nn3x8k2d9qv2j1m4p6r8t', 'Id of the contact', 'Id del contacto'),
  contact_host_id: maybeFact('Hs7dKp2QwLmX9vBn4cTz', 'The CRM’s id of the contact', 'Id del contacto en el CRM'),
  contact_name: maybeFact('Lena Park', 'Name of the contact', 'Nombre del contacto'),
};

const MODE = choices(['paid', 'Paid monthly', 'De pago mensual'], ['included', 'Part of the plan', 'Parte del plan']);

export const ASSIGNMENT = {
  assignment_id: textFact('asg_0nn3x8k2e1qv5j1m4p6r8t', 'Id of the assignment', 'Id de la asignación'),
  ...NUMBER,
  ...USER,
  mode: fact(v.picklist(['paid', 'included']), 'paid', 'How it is paid', 'Cómo se paga', { filter: MODE }),
  price: countFact(450, 'Price a month, in minor units', 'Precio al mes, en unidades menores'),
  currency: textFact('usd', 'Currency', 'Moneda'),
};

export const CALLER = {
  from: maybeFact(
    '+12065550122',
    'Who called or wrote; empty when withheld',
    'Quién llamó o escribió; vacío si es oculto',
    {
      filter: 'text',
    },
  ),
  ...NUMBER,
  ...CONTACT,
  unknown: yesNoFact(false, 'The caller was no contact', 'Quien llama no era un contacto'),
  source: maybeFact('Billboard', 'Source of the company number', 'Origen del número de la empresa', { filter: 'text' }),
};

export const CALL = {
  call_id: textFact('cal_9f86d081884c7d659a2feaa0c55ad015', 'Id of the call', 'Id de la llamada'),
  ...CALLER,
  rule_name: maybeFact('Evenings', 'Rule for unknown callers', 'Regla para desconocidos', { filter: 'text' }),
  started_at: textFact('2026-03-03T17:00:00.000Z', 'When it came', 'Cuándo llegó'),
};
