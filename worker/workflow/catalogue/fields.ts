import * as v from 'valibot';
import { LONGEST_TEXT } from '../../outbound/rules/relay.ts';
import type { Control, Field, Words } from './definition.ts';

/** The values that several actions are given, each defined once. Forms send empty text for what was left out. */
const MOST = 200;
const text = v.pipe(v.string(), v.minLength(1, 'Fill this in.'), v.maxLength(MOST, 'This is too long.'));
const maybeText = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(MOST, 'This is too long.'))));
/** Forms write a tick as a word. */
const yesNo = v.union([v.boolean(), v.picklist(['true', 'false', 'yes', 'no', ''], 'Say true or false.')]);

type Said = [en: string, es: string];

function field<S extends v.GenericSchema>(
  shape: S,
  control: Control,
  sample: Field['sample'],
  title: Said,
  hint: Said,
) {
  return { shape, control, sample, title: words(title), hint: words(hint) };
}

export function words([en, es]: Said): Words {
  return { en, es };
}

export const required = (control: Control, sample: Field['sample'], title: Said, hint: Said) =>
  field(text, control, sample, title, hint);
export const optional = (control: Control, sample: Field['sample'], title: Said, hint: Said) =>
  field(maybeText, control, sample, title, hint);
export const toggle = (sample: boolean, title: Said, hint: Said) =>
  field(yesNo, { kind: 'toggle' }, sample, title, hint);
export const maybeToggle = (sample: boolean, title: Said, hint: Said) =>
  field(v.optional(yesNo), { kind: 'toggle' }, sample, title, hint);
export const choice = <const Values extends readonly string[]>(
  values: Values,
  names: readonly Said[],
  sample: Values[number],
  title: Said,
  hint: Said,
) =>
  field(
    v.optional(v.picklist([...values, ''], `Choose one of: ${values.join(', ')}.`)),
    { kind: 'choice', options: values.map((value, n) => ({ value, words: words(names[n] ?? [value, value]) })) },
    sample,
    title,
    hint,
  );

const PLACE: Said = ['Sub-account', 'Subcuenta'];
const PLACE_HINT: Said = [
  'Its id, or the CRM’s. Needed with an agency’s credentials only.',
  'Su id o el del CRM. Solo hace falta con credenciales de la agencia.',
];
const SUB_ACCOUNT = 'sub_0nn3x8k2c4qv5j1m4p6r8t';

/** Which sub-account, where the caller is the agency. */
export const subAccount = {
  ...optional({ kind: 'text' }, SUB_ACCOUNT, PLACE, PLACE_HINT),
  isForAgency: true as const,
};

/** The same where only an agency may call. */
export const neededSubAccount = required({ kind: 'text' }, SUB_ACCOUNT, PLACE, [
  'Its id, or the CRM’s.',
  'Su id o el del CRM.',
]);

export const number = required(
  { kind: 'pick', of: 'numbers' },
  '+14155550132',
  ['Number', 'Número'],
  [
    'One of the sub-account’s numbers: its id or +14155550132.',
    'Uno de los números de la subcuenta: su id o +14155550132.',
  ],
);

export const to = optional(
  { kind: 'phone' },
  '+12065550122',
  ['To', 'Para'],
  ['A phone number. Leave it empty to reach the contact.', 'Un número de teléfono. Vacío: se contacta al contacto.'],
);

export const contact = optional(
  { kind: 'text' },
  'Hs7dKp2QwLmX9vBn4cTz',
  ['Contact', 'Contacto'],
  [
    'The contact’s id, ours or the CRM’s. A CRM’s workflow fills in its own contact.',
    'El id del contacto, nuestro o del CRM. El flujo de un CRM pone su propio contacto.',
  ],
);

export const body = field(
  v.pipe(
    v.string(),
    v.check(said => said.trim() !== '', 'Write something first.'),
    v.maxLength(LONGEST_TEXT, `A text has at most ${LONGEST_TEXT} characters.`),
  ),
  { kind: 'long_text' },
  'Your appointment is tomorrow at 10.',
  ['Text', 'Texto'],
  ['What is sent.', 'Lo que se envía.'],
);

export const person = (title: Said, hint: Said) =>
  required({ kind: 'pick', of: 'people' }, 'ZQ3n4pWfXk2mT7bR9sVd', title, hint);
export const maybePerson = (title: Said, hint: Said) =>
  optional({ kind: 'pick', of: 'people' }, 'ZQ3n4pWfXk2mT7bR9sVd', title, hint);
