import { AGENT_ACTS } from '../../workflow/catalogue/agent-acts.ts';
import type { Field } from '../../workflow/catalogue/definition.ts';
import type { ActionKey } from '../../workflow/catalogue/index.ts';
import { ACTIONS } from '../../workflow/catalogue/index.ts';
import { ACTION_SCOPE } from '../scope.ts';
import { AgentText } from '../shape.ts';
import { type Operation, textValue, type Value, type Values, value } from './value.ts';

/** W-2: one operation per action of the catalogue. */
export const ACTING: readonly Operation[] = ACTIONS.map(({ key, title, description, fields, result, isLookUp }) => ({
  id: camel(key),
  ...{ method: 'post', path: `/v1/actions/${key}`, tag: 'actions' },
  ...{ title, description, scope: ACTION_SCOPE[key as ActionKey] },
  body: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, asValue(field)])),
  ...(isLookUp ? {} : { isOnce: true }),
  answer: { kind: 'object', values: result },
}));

function asValue({ title, hint, shape, sample }: Field): Value {
  return { shape, sample, words: { en: `${title.en}. ${hint.en}`, es: `${title.es}. ${hint.es}` } };
}

function camel(key: string): string {
  return key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const { entries } = AgentText;
const PARAMS: Values = { id: textValue('agt_0nn3x8k2h1qv5j1m4p6r8t', 'Id of the agent', 'Id del agente') };
const ORDER: Values = {
  to: value(entries.to, '+12065550122', 'Whom: a phone number', 'A quién: un número de teléfono'),
  from: value(
    entries.from,
    '+14155550132',
    'One of the numbers it is attached to: id or E.164. Empty: the first that may.',
    'Uno de los números a los que está conectado: id o E.164. Vacío: el primero que pueda.',
  ),
  sub_account: value(
    entries.sub_account,
    'sub_0nn3x8k2c4qv5j1m4p6r8t',
    'With an agency’s key: the agent’s sub-account.',
    'Con una clave de agencia: la subcuenta del agente.',
  ),
};

const [texting, calling] = AGENT_ACTS;

/** O-5. */
export const AS_AGENT: readonly Operation[] = [
  {
    id: 'textAsAgent',
    ...{ method: 'post', path: '/v1/agents/{id}/texts', tag: 'agents', scope: 'agents:write', isOnce: true },
    ...{ title: texting.title, description: texting.description },
    params: PARAMS,
    body: {
      ...ORDER,
      body: value(entries.body, 'Your table is ready.', 'What is sent', 'Lo que se envía'),
    },
    answer: {
      kind: 'object',
      values: {
        message_id: textValue('msg_0nn3x8k2f7qv5j1m4p6r8t', 'Id of the text', 'Id del mensaje'),
        status: textValue('queued', 'How it stands', 'Estado'),
        from: textValue('+14155550132', 'From', 'Desde'),
        to: textValue('+12065550122', 'To', 'Para'),
      },
    },
  },
  {
    id: 'callAsAgent',
    ...{ method: 'post', path: '/v1/agents/{id}/calls', tag: 'agents', scope: 'agents:write', isOnce: true },
    ...{ title: calling.title, description: calling.description },
    params: PARAMS,
    body: ORDER,
    answer: {
      kind: 'object',
      values: { call_id: textValue('cal_9f86d081884c7d659a2feaa0c55ad015', 'Id of the call', 'Id de la llamada') },
    },
  },
];
