import * as v from 'valibot';
import { SCOPES } from '../../api-key/rules/scope.ts';
import { sampleEvent, TRIGGERS, type TriggerEvent } from '../../workflow/catalogue/index.ts';
import { TRIGGER_KEYS } from '../../workflow/rules/trigger.ts';
import { RestHook } from '../../workflow/shape.ts';
import { maybeValue, type Operation, textValue, type Value, type Values, value } from './value.ts';

const [firstTrigger] = TRIGGERS;
const { entries } = RestHook;
const ADDRESS = 'https://hooks.example.com/trunkline/8f3a';
const FILTER = { field: 'source', operator: 'is', value: 'Spring mailing' };
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const one: Values = { id: textValue('hok_0nn3x8k2m1qv5j1m4p6r8t', 'Id of the hook', 'Id del webhook') };

const event = (shape: v.GenericSchema): Value => value(shape, 'text_received', 'The trigger', 'El disparador');
const address = (shape: v.GenericSchema): Value =>
  value(shape, ADDRESS, 'Where it is sent: a public https address', 'Adónde se envía: una dirección https pública');
const filters = (shape: v.GenericSchema): Value =>
  value(
    shape,
    [FILTER],
    'Conditions on the event’s data; all must hold',
    'Condiciones sobre los datos; se deben cumplir todas',
  );

const HOOK: Values = {
  ...one,
  event: event(v.picklist(TRIGGER_KEYS)),
  version: value(v.pipe(v.number(), v.integer()), 1, 'Version of the payload', 'Versión de los datos'),
  target_url: address(v.string()),
  filters: filters(v.array(v.looseObject({ field: v.string(), operator: v.string() }))),
  sub_account: maybeValue(
    'sub_0nn3x8k2c4qv5j1m4p6r8t',
    'Whose events; null: all of the agency’s',
    'De quién; null: toda la agencia',
  ),
  created_at: textValue('2026-03-03T17:00:00.000Z', 'Since when', 'Desde cuándo'),
};
const WITH_SECRET: Values = {
  ...HOOK,
  secret: textValue(SECRET, 'Signs deliveries; shown this once', 'Firma las entregas; solo se muestra esta vez'),
};

/** W-3. */
export const HOOKING: readonly Operation[] = [
  {
    id: 'createHook',
    ...{ method: 'post', path: '/v1/hooks', tag: 'hooks', scope: 'hooks:write', status: 201 },
    title: { en: 'Add a hook', es: 'Agregar un webhook' },
    description: {
      en: 'Has every event of a trigger sent to your address, signed by Standard Webhooks. The key also needs the read scope of the trigger’s group. Answer 2xx within 10 seconds; 410 removes the hook; anything else is tried again for three days.',
      es: 'Envía cada evento de un disparador a tu dirección, firmado con Standard Webhooks. La clave también necesita el permiso read del grupo del disparador. Responde 2xx en 10 segundos; 410 quita el webhook; lo demás se reintenta durante tres días.',
    },
    body: {
      event: event(v.picklist(TRIGGER_KEYS)),
      target_url: address(entries.target_url),
      filters: filters(entries.filters),
      sub_account: value(
        entries.sub_account,
        'sub_0nn3x8k2c4qv5j1m4p6r8t',
        'With an agency’s key: to hear of this one only.',
        'Con una clave de agencia: para saber solo de esta.',
      ),
    },
    answer: { kind: 'object', values: WITH_SECRET },
  },
  {
    id: 'listHooks',
    ...{ method: 'get', path: '/v1/hooks', tag: 'hooks', scope: 'hooks:read' },
    title: { en: 'List hooks', es: 'Listar webhooks' },
    description: { en: 'Those that are live.', es: 'Los que están activos.' },
    answer: { kind: 'items', values: HOOK },
  },
  {
    id: 'getHook',
    ...{ method: 'get', path: '/v1/hooks/{id}', tag: 'hooks', scope: 'hooks:read' },
    title: { en: 'Read a hook', es: 'Leer un webhook' },
    description: { en: 'One of them.', es: 'Uno de ellos.' },
    params: one,
    answer: { kind: 'object', values: HOOK },
  },
  {
    id: 'deleteHook',
    ...{ method: 'delete', path: '/v1/hooks/{id}', tag: 'hooks', scope: 'hooks:write', status: 204 },
    title: { en: 'Remove a hook', es: 'Quitar un webhook' },
    description: {
      en: 'Nothing is sent to it any more; what was on its way is dropped.',
      es: 'Ya no se le envía nada; lo que estaba en camino se descarta.',
    },
    params: one,
    answer: { kind: 'nothing' },
  },
  {
    id: 'replaceHookSecret',
    ...{ method: 'post', path: '/v1/hooks/{id}/secret', tag: 'hooks', scope: 'hooks:write' },
    title: { en: 'Replace a hook’s secret', es: 'Cambiar el secreto de un webhook' },
    description: {
      en: 'For a day deliveries are signed with the new secret and with the one before.',
      es: 'Durante un día las entregas se firman con el secreto nuevo y con el anterior.',
    },
    params: one,
    answer: { kind: 'object', values: WITH_SECRET },
  },
  {
    id: 'listTriggers',
    ...{ method: 'get', path: '/v1/triggers', tag: 'hooks', scope: null },
    title: { en: 'List triggers', es: 'Listar disparadores' },
    description: { en: 'What hooks can be told of.', es: 'De qué se puede avisar a los webhooks.' },
    answer: {
      kind: 'items',
      values: {
        key: event(v.picklist(TRIGGER_KEYS)),
        version: value(v.pipe(v.number(), v.integer()), 1, 'Version of the payload', 'Versión de los datos'),
        title: textValue('Text received', 'Name', 'Nombre'),
        description: textValue('A text came in.', 'When it fires', 'Cuándo se dispara'),
        scope: value(v.picklist(SCOPES), 'texts:read', 'Needed beside hooks:write', 'Hace falta además de hooks:write'),
      },
    },
  },
  {
    id: 'listTriggerSamples',
    ...{ method: 'get', path: '/v1/triggers/{key}/samples', tag: 'hooks', scope: null },
    title: { en: 'Sample events', es: 'Eventos de muestra' },
    description: {
      en: 'What a trigger sends, for building a workflow before anything has happened.',
      es: 'Lo que envía un disparador, para armar un flujo antes de que pase algo.',
    },
    params: { key: event(v.picklist(TRIGGER_KEYS)) },
    answer: { kind: 'list', values: eventValues(firstTrigger ? sampleEvent(firstTrigger) : {}) },
  },
];

/** The frame around every event's data. */
export function eventValues({ type, data }: Partial<TriggerEvent>): Values {
  return {
    id: textValue(
      'evt_k7m2q9x4c1v8n5b3z6d0fw',
      'Of the event; a repeat has the same',
      'Del evento; si se repite, el mismo',
    ),
    type: value(v.picklist(TRIGGER_KEYS), type, 'The trigger', 'El disparador'),
    version: value(v.pipe(v.number(), v.integer()), 1, 'Version of the payload', 'Versión de los datos'),
    timestamp: textValue('2026-03-03T17:00:00.000Z', 'When it happened', 'Cuándo pasó'),
    agency_id: textValue('agy_0nn3x8k2a1qv5j1m4p6r8t', 'The agency', 'La agencia'),
    sub_account_id: maybeValue('sub_0nn3x8k2c4qv5j1m4p6r8t', 'The sub-account', 'La subcuenta'),
    sub_account_host_id: maybeValue('mQ4xT8sLw2Zk7NvBp3Rc', 'The CRM’s id of it', 'Su id en el CRM'),
    data: value(v.record(v.string(), v.unknown()), data, 'What happened', 'Qué pasó'),
  };
}
