import * as v from 'valibot';
import type { Action } from './definition.ts';
import { fact, maybeFact, textFact, yesNoFact } from './facts.ts';
import { body, choice, contact, maybePerson, number, optional, required, subAccount, to, words } from './fields.ts';

/** W-2, O-2: sends an automatic text. */
export const sendText = {
  key: 'send_text',
  version: 1,
  title: words(['Send text', 'Enviar mensaje de texto']),
  description: words([
    'Sends a text in the name of the contact’s owner, or from the number you choose.',
    'Envía un mensaje de texto en nombre del responsable del contacto, o desde el número que elijas.',
  ]),
  fields: {
    sub_account: subAccount,
    contact,
    to,
    body,
    from: optional(
      { kind: 'pick', of: 'numbers' },
      '+14155550132',
      ['From', 'Desde'],
      [
        'Empty: the owner’s number, or the company number where nobody owns the contact.',
        'Vacío: el número del responsable, o el de la empresa si el contacto no tiene uno.',
      ],
    ),
  },
  result: {
    message_id: textFact('msg_0nn3x8k2f7qv5j1m4p6r8t', 'Id of the text', 'Id del mensaje'),
    status: textFact('queued', 'How it stands', 'Estado'),
    from: textFact('+14155550132', 'From', 'Desde'),
    to: textFact('+12065550122', 'To', 'Para'),
  },
} satisfies Action;

/** W-2, O-3: has one of the people and then the contact rung. */
export const callContact = {
  key: 'call_contact',
  version: 1,
  title: words(['Call contact', 'Llamar al contacto']),
  description: words([
    'Rings one of your people; once they answer, the contact is rung and put through.',
    'Llama a una persona del equipo; cuando contesta, llama al contacto y los conecta.',
  ]),
  fields: {
    sub_account: subAccount,
    contact,
    to,
    user: maybePerson(
      ['Who calls', 'Quién llama'],
      ['Empty: the contact’s owner.', 'Vacío: el responsable del contacto.'],
    ),
    from: optional(
      { kind: 'pick', of: 'numbers' },
      '+14155550132',
      ['Shown number', 'Número que se muestra'],
      [
        'Empty: the person’s own number, or the company number.',
        'Vacío: el número propio de la persona o el de la empresa.',
      ],
    ),
  },
  result: {
    call_id: textFact('cal_9f86d081884c7d659a2feaa0c55ad015', 'Id of the call', 'Id de la llamada'),
  },
} satisfies Action;

export const BRANCHES = [
  { id: 'person', words: words(['A person', 'Una persona']) },
  { id: 'group', words: words(['Several people at once', 'Varias personas a la vez']) },
  { id: 'agent', words: words(['A voice agent', 'Un agente de voz']) },
  { id: 'other_number', words: words(['Another or forwarding number', 'Otro número o un desvío']) },
  { id: 'voicemail', words: words(['Voicemail', 'Buzón de voz']) },
  { id: 'nobody', words: words(['Nobody', 'Nadie']) },
] as const;

/** W-2, L-4: the same decision as a real call's, and nothing rings. */
export const whoWouldRing = {
  key: 'who_would_ring',
  version: 1,
  isLookUp: true,
  title: words(['Look up who would ring', 'Consultar a quién llamaría']),
  description: words([
    'Says who would get a call or text from somebody now, and lets the workflow go on accordingly. Nothing rings.',
    'Dice quién recibiría ahora una llamada o un mensaje de alguien, y el flujo sigue según eso. No suena ningún teléfono.',
  ]),
  fields: {
    sub_account: subAccount,
    number,
    from: optional(
      { kind: 'phone' },
      '+12065550122',
      ['Caller', 'Quien llama'],
      ['Empty: the contact, else a withheld number.', 'Vacío: el contacto o un número oculto.'],
    ),
    contact,
    kind: choice(
      ['call', 'text'],
      [
        ['Call', 'Llamada'],
        ['Text', 'Mensaje de texto'],
      ],
      'call',
      ['Call or text', 'Llamada o mensaje'],
      ['Empty: a call.', 'Vacío: una llamada.'],
    ),
  },
  result: {
    branch: fact(v.picklist(BRANCHES.map(one => one.id)), 'person', 'Who gets it first', 'Quién la recibe primero', {
      filter: BRANCHES.map(({ id, words: said }) => ({ value: id, words: said })),
    }),
    in_service: yesNoFact(true, 'The number is in service', 'El número funciona'),
    outcome: textFact('owner', 'What decides', 'Qué lo decide'),
    sentence: textFact('Rings Rosa Diaz at +12125550101 for 20 seconds.', 'In words', 'En palabras'),
    user_id: maybeFact('usr_0nn3x8k2d4qv7j1m4p6r8t', 'Id of the person', 'Id de la persona'),
    user_host_id: maybeFact('ZQ3n4pWfXk2mT7bR9sVd', 'The CRM’s id of the person', 'Id de la persona en el CRM'),
    user_name: maybeFact('Rosa Diaz', 'Name of the person', 'Nombre de la persona'),
    contact_name: maybeFact('Lena Park', 'The contact it was taken for', 'El contacto que se reconoció'),
  },
  branches: BRANCHES,
} satisfies Action;

/** S-2: whose phone is left alone, and until when. */
export const setDoNotDisturb = {
  key: 'set_do_not_disturb',
  version: 1,
  title: words(['Set do not disturb', 'Poner no molestar']),
  description: words([
    'Leaves somebody’s phone alone until a moment, or ends that.',
    'No llama al teléfono de alguien hasta un momento dado, o termina eso.',
  ]),
  fields: {
    sub_account: subAccount,
    user: required(
      { kind: 'pick', of: 'people' },
      'ZQ3n4pWfXk2mT7bR9sVd',
      ['Person', 'Persona'],
      ['Id, the CRM’s id, or email address.', 'Id, id del CRM o correo electrónico.'],
    ),
    minutes: optional(
      { kind: 'text' },
      '60',
      ['Minutes', 'Minutos'],
      ['For so long from now. 0 ends it.', 'Durante este tiempo desde ahora. 0 lo termina.'],
    ),
    until: optional(
      { kind: 'date_time' },
      '2026-03-03T18:00:00Z',
      ['Until', 'Hasta'],
      [
        'A moment with its zone, like 2026-03-03T18:00:00Z. Empty with no minutes: ends it.',
        'Un momento con su zona, como 2026-03-03T18:00:00Z. Vacío y sin minutos: lo termina.',
      ],
    ),
  },
  result: {
    user_id: textFact('usr_0nn3x8k2d4qv7j1m4p6r8t', 'Id of the person', 'Id de la persona'),
    until: maybeFact('2026-03-03T18:00:00.000Z', 'Until', 'Hasta'),
  },
} satisfies Action;
