import * as v from 'valibot';
import type { Trigger } from './definition.ts';
import {
  CALL,
  CALLER,
  choices,
  countFact,
  fact,
  maybeCountFact,
  maybeFact,
  textFact,
  USER,
  yesNoFact,
} from './facts.ts';

const TAKERS = choices(
  ['user', 'A person', 'Una persona'],
  ['number', 'A forwarding or another number', 'Un desvío u otro número'],
  ['agent', 'A voice agent', 'Un agente de voz'],
);
const ENDS = choices(
  ['missed', 'Nobody took it', 'Nadie contestó'],
  ['abandoned', 'The caller hung up first', 'Quien llamaba colgó antes'],
);

/** W-1: what happens with callers. */
export const CALL_TRIGGERS: readonly Trigger[] = [
  {
    key: 'call_answered',
    version: 1,
    title: { en: 'Call answered', es: 'Llamada contestada' },
    description: {
      en: 'An incoming call that somebody took is over.',
      es: 'Terminó una llamada entrante que alguien contestó.',
    },
    data: {
      ...CALL,
      answered_by: fact(v.picklist(TAKERS.map(one => one.value)), 'user', 'Who took it', 'Quién contestó', {
        filter: TAKERS,
      }),
      ...USER,
      answered_at_number: maybeFact('+12125550199', 'The number it was taken at', 'Número en que se contestó'),
      agent_name: maybeFact('Ava', 'The voice agent that took it', 'Agente de voz que contestó'),
      answered_at: maybeFact('2026-03-03T17:00:12.000Z', 'When it was taken', 'Cuándo se contestó'),
      duration_seconds: maybeCountFact(95, 'How long it lasted, in seconds', 'Cuánto duró, en segundos'),
    },
  },
  {
    key: 'call_missed',
    version: 1,
    title: { en: 'Call missed', es: 'Llamada perdida' },
    description: {
      en: 'An incoming call ended without anybody taking it and without a voicemail.',
      es: 'Una llamada entrante terminó sin que nadie contestara y sin mensaje de voz.',
    },
    data: {
      ...CALL,
      outcome: fact(v.picklist(ENDS.map(one => one.value)), 'missed', 'How it ended', 'Cómo terminó', { filter: ENDS }),
      overflow: yesNoFact(false, 'All lines were taken', 'Todas las líneas estaban ocupadas'),
    },
  },
  {
    key: 'voicemail_left',
    version: 1,
    title: { en: 'Voicemail left', es: 'Mensaje de voz dejado' },
    description: { en: 'A caller left a message.', es: 'Alguien dejó un mensaje de voz.' },
    data: {
      voicemail_id: textFact('vml_0nn3x8k2f3qv5j1m4p6r8t', 'Id of the message', 'Id del mensaje'),
      ...CALL,
      mailbox: fact(v.picklist(['user', 'sub_account']), 'sub_account', 'Whose mailbox', 'De quién es el buzón', {
        filter: choices(['user', 'A person’s', 'De una persona'], ['sub_account', 'Everybody’s', 'De todos']),
      }),
      ...USER,
      duration_seconds: countFact(21, 'How long it is, in seconds', 'Cuánto dura, en segundos'),
      left_at: textFact('2026-03-03T17:01:02.000Z', 'When it was left', 'Cuándo se dejó'),
    },
  },
  {
    key: 'text_received',
    version: 1,
    title: { en: 'Text received', es: 'Mensaje de texto recibido' },
    description: { en: 'A text came in.', es: 'Llegó un mensaje de texto.' },
    data: {
      message_id: textFact('msg_0nn3x8k2f7qv5j1m4p6r8t', 'Id of the text', 'Id del mensaje'),
      ...CALLER,
      body: textFact('Do you have time on Monday?', 'What it says', 'Qué dice', { filter: 'text' }),
      media_count: countFact(0, 'How many pictures or files came with it', 'Cuántas imágenes o archivos trae'),
      received_at: textFact('2026-03-03T17:00:00.000Z', 'When it came', 'Cuándo llegó'),
    },
  },
  {
    key: 'caller_claimed',
    version: 1,
    title: { en: 'Unknown caller claimed', es: 'Desconocido tomado' },
    description: {
      en: 'Somebody took it upon them to look after an unknown caller.',
      es: 'Alguien se hizo cargo de una persona desconocida que llamó o escribió.',
    },
    data: {
      claim_id: textFact('clm_0nn3x8k2g1qv5j1m4p6r8t', 'Id of the claim', 'Id de la toma'),
      caller: maybeFact('+12065550122', 'The caller’s number; empty when withheld', 'Número; vacío si es oculto', {
        filter: 'text',
      }),
      ...USER,
      claimed_at: textFact('2026-03-03T17:05:00.000Z', 'When', 'Cuándo'),
    },
  },
];
