import * as v from 'valibot';
import { SCOPES } from '../../api-key/rules/scope.ts';
import { PAGE } from '../shape.ts';
import { maybeValue, type Operation, oneOf, textValue, type Value, value, yesNoValue } from './value.ts';

const NUM = 'num_0nn3x8k2d7qv5j1m4p6r8t';
const SUB = 'sub_0nn3x8k2c4qv5j1m4p6r8t';
const AGT = 'agt_0nn3x8k2h1qv5j1m4p6r8t';
const USR = 'usr_0nn3x8k2d4qv7j1m4p6r8t';

const limit = value(
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE.most)), PAGE.usual),
  20,
  'How many at once',
  'Cuántos a la vez',
);
const cursor = value(
  v.optional(v.string()),
  NUM,
  'next_cursor of the page before; empty: from the beginning',
  'next_cursor de la página anterior; vacío: desde el principio',
);
const place = (en: string, es: string): Value => value(v.optional(v.string()), SUB, en, es);
const PAGE_QUERY = { limit, cursor };
const AT_QUERY = {
  ...PAGE_QUERY,
  sub_account: place(
    'Which sub-account: its id, or the CRM’s. Needed with an agency’s key.',
    'Qué subcuenta: su id o el del CRM. Hace falta con una clave de agencia.',
  ),
};
const NAMED = v.object({ id: v.string(), name: v.string() });

/** What a key may look up (W-4). */
export const READING: readonly Operation[] = [
  {
    id: 'getMe',
    ...{ method: 'get', path: '/v1/me', tag: 'account', scope: null },
    title: { en: 'Who am I', es: 'Quién soy' },
    description: {
      en: 'The key that asks, what it may do and for whom. Good for testing a connection.',
      es: 'La clave que pregunta, qué puede hacer y para quién. Sirve para probar una conexión.',
    },
    answer: {
      kind: 'object',
      values: {
        key_id: textValue('key_0nn3x8k2k1qv5j1m4p6r8t', 'Id of the key', 'Id de la clave'),
        name: textValue('Booking workflow', 'Name of the key', 'Nombre de la clave'),
        scopes: value(
          v.array(v.picklist(SCOPES)),
          ['numbers:read', 'texts:write'],
          'What it may do; write includes read',
          'Qué puede hacer; write incluye read',
        ),
        agency: value(NAMED, { id: 'agy_0nn3x8k2a1qv5j1m4p6r8t', name: 'Harbor Growth' }, 'Its agency', 'Su agencia'),
        sub_account: value(
          v.nullable(NAMED),
          { id: SUB, name: 'Bayside Dental' },
          'Its sub-account; null for an agency’s key',
          'Su subcuenta; null si la clave es de la agencia',
        ),
        agent_id: maybeValue(null, 'The agent whose own key it is', 'El agente al que pertenece la clave'),
        expires_at: maybeValue('2027-03-03T17:00:00.000Z', 'Works until; null: no end', 'Vale hasta; null: sin fin'),
      },
    },
  },
  {
    id: 'listSubAccounts',
    ...{ method: 'get', path: '/v1/sub-accounts', tag: 'account', scope: 'sub_accounts:read' },
    title: { en: 'List sub-accounts', es: 'Listar subcuentas' },
    description: {
      en: 'The agency’s clients. Agency keys only.',
      es: 'Los clientes de la agencia. Solo con su clave.',
    },
    query: PAGE_QUERY,
    answer: {
      kind: 'page',
      values: {
        id: textValue(SUB, 'Id of the sub-account', 'Id de la subcuenta'),
        host_id: textValue('mQ4xT8sLw2Zk7NvBp3Rc', 'The CRM’s id', 'Id en el CRM'),
        name: textValue('Bayside Dental', 'Name', 'Nombre'),
        country: textValue('US', 'ISO country', 'País ISO'),
        timezone: textValue('America/New_York', 'IANA time zone', 'Zona horaria IANA'),
      },
    },
  },
  {
    id: 'listNumbers',
    ...{ method: 'get', path: '/v1/numbers', tag: 'numbers', scope: 'numbers:read' },
    title: { en: 'List numbers', es: 'Listar números' },
    description: {
      en: 'The sub-account’s numbers; with an agency’s key its whole pool.',
      es: 'Los números de la subcuenta; con una clave de agencia, todos los suyos.',
    },
    query: {
      ...PAGE_QUERY,
      sub_account: place('With an agency’s key: only this one’s.', 'Con una clave de agencia: solo los de esta.'),
      number: value(v.optional(v.string()), '+14155550132', 'Only this one: id or E.164', 'Solo este: id o E.164'),
    },
    answer: {
      kind: 'page',
      values: {
        id: textValue(NUM, 'Id of the number', 'Id del número'),
        number: textValue('+14155550132', 'The number', 'El número'),
        country: textValue('US', 'ISO country', 'País ISO'),
        type: oneOf(['local', 'toll_free', 'mobile'], 'local', 'Kind of number', 'Tipo de número'),
        voice: yesNoValue(true, 'Takes calls', 'Admite llamadas'),
        sms: yesNoValue(true, 'Takes texts', 'Admite mensajes'),
        call_purpose: maybeValue('customer_service', 'What it is used for', 'Para qué se usa'),
        state: oneOf(
          ['unassigned', 'pending', 'active', 'ending', 'past_due', 'suspended'],
          'active',
          'How it stands',
          'Estado',
        ),
        sub_account: maybeValue(SUB, 'Who has it', 'Quién lo tiene'),
        assignment_id: maybeValue('asg_0nn3x8k2e1qv5j1m4p6r8t', 'Id of its assignment', 'Id de su asignación'),
        wired_to: oneOf(['user', 'company', 'agent'], null, 'What answers it', 'Quién lo contesta'),
        user_id: maybeValue(USR, 'Whose direct number it is', 'De quién es número directo'),
        agent_id: maybeValue(null, 'The agent it is attached to', 'El agente al que está conectado'),
        forward_to: maybeValue('+12125550199', 'Its own forwarding', 'Su propio desvío'),
      },
    },
  },
  {
    id: 'listUsers',
    ...{ method: 'get', path: '/v1/users', tag: 'people', scope: 'users:read' },
    title: { en: 'List users', es: 'Listar usuarios' },
    description: { en: 'The people of a sub-account.', es: 'Las personas de una subcuenta.' },
    query: AT_QUERY,
    answer: {
      kind: 'page',
      values: {
        id: textValue(USR, 'Id of the person', 'Id de la persona'),
        host_id: textValue('ZQ3n4pWfXk2mT7bR9sVd', 'The CRM’s id of the person', 'Id de la persona en el CRM'),
        name: textValue('Rosa Diaz', 'Name', 'Nombre'),
        email: textValue('rosa@bayside.example', 'Email address', 'Correo electrónico'),
        role: oneOf(['owner', 'admin', 'staff'], 'owner', 'Role', 'Rol'),
        status: oneOf(
          ['pending', 'approved', 'blocked'],
          'approved',
          'Only approved people ring',
          'Solo suena approved',
        ),
      },
    },
  },
  {
    id: 'listRules',
    ...{ method: 'get', path: '/v1/rules', tag: 'people', scope: 'rules:read' },
    title: { en: 'List rules', es: 'Listar reglas' },
    description: {
      en: 'The rules for unknown callers on a sub-account’s company numbers.',
      es: 'Las reglas para desconocidos de los números de la empresa de una subcuenta.',
    },
    query: AT_QUERY,
    answer: {
      kind: 'page',
      values: {
        id: textValue('rul_0nn3x8k2j1qv5j1m4p6r8t', 'Id of the rule', 'Id de la regla'),
        name: textValue('Evenings', 'Name', 'Nombre'),
        on: yesNoValue(true, 'It holds', 'Vale'),
        is_default: yesNoValue(false, 'It is the default rule', 'Es la regla predeterminada'),
        number_id: textValue(NUM, 'Its company number', 'El número de la empresa'),
        number: textValue('+14155550132', 'The number', 'El número'),
      },
    },
  },
  {
    id: 'listAgents',
    ...{ method: 'get', path: '/v1/agents', tag: 'agents', scope: 'agents:read' },
    title: { en: 'List agents', es: 'Listar agentes' },
    description: {
      en: 'Voice agents, campaigns and workflows that answer numbers; with an agency’s key and no sub_account its own.',
      es: 'Agentes de voz, campañas y flujos que contestan números; con clave de agencia y sin sub_account, los suyos.',
    },
    query: {
      ...PAGE_QUERY,
      sub_account: place('With an agency’s key: this one’s.', 'Con una clave de agencia: los de esta.'),
    },
    answer: {
      kind: 'page',
      values: {
        id: textValue(AGT, 'Id of the agent', 'Id del agente'),
        name: textValue('Ava', 'Name', 'Nombre'),
        kind: oneOf(['voice_agent', 'campaign', 'workflow'], 'voice_agent', 'What it is', 'Qué es'),
        state: oneOf(
          ['no_endpoint', 'unchecked', 'failed', 'unproven', 'ready'],
          'ready',
          'Whether it answers',
          'Si contesta',
        ),
        numbers: value(v.array(v.string()), ['+14155550132'], 'The numbers it answers', 'Los números que contesta'),
      },
    },
  },
];
