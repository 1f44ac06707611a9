import { LIMIT } from '../../api-key/authenticate.ts';
import type { Words } from '../../workflow/catalogue/definition.ts';
import type { Tag } from './value.ts';

/** What the document says beside its operations. */
export const ABOUT: Words = {
  en: [
    'Phone numbers of an agency and its sub-accounts, from programs: read lists, have things done, be told what happened.',
    'Send an API key from the panel as `Authorization: Bearer tl_live_…`. A key belongs to a sub-account, or to the agency; an agency’s key names the sub-account in `sub_account`.',
    'Send `Idempotency-Key` with what must not happen twice: a repeat gets the first one’s answer.',
    `A key may ask ${LIMIT.requests} times in ${LIMIT.seconds} seconds; beyond that comes 429 with Retry-After.`,
    'Refusals are problem documents (RFC 9457) with a stable `code`. What belongs to somebody else is not found: 404.',
  ].join('\n\n'),
  es: [
    'Los números de teléfono de una agencia y sus subcuentas, desde programas: leer listas, hacer cosas, saber qué pasó.',
    'Envía una clave de API del panel como `Authorization: Bearer tl_live_…`. Una clave es de una subcuenta o de la agencia; la de la agencia nombra la subcuenta en `sub_account`.',
    'Envía `Idempotency-Key` con lo que no debe ocurrir dos veces: al repetir se recibe la primera respuesta.',
    `Una clave puede preguntar ${LIMIT.requests} veces en ${LIMIT.seconds} segundos; después llega 429 con Retry-After.`,
    'Los rechazos son documentos de problema (RFC 9457) con un `code` estable. Lo que es de otro no se encuentra: 404.',
  ].join('\n\n'),
};

export const TAG_WORDS: Record<Tag, Words> = {
  account: { en: 'Account', es: 'Cuenta' },
  numbers: { en: 'Numbers', es: 'Números' },
  people: { en: 'People and rules', es: 'Personas y reglas' },
  agents: { en: 'Agents', es: 'Agentes' },
  actions: { en: 'Actions', es: 'Acciones' },
  hooks: { en: 'Hooks and triggers', es: 'Webhooks y disparadores' },
};

export const SCOPE_WORDS: Words = { en: 'Scope', es: 'Permiso' };

export const KEY_WORDS: Words = {
  en: 'An API key of the agency or of a sub-account, made in the panel.',
  es: 'Una clave de API de la agencia o de una subcuenta, creada en el panel.',
};

export const ONCE_WORDS: Words = {
  en: 'Your own name for this one thing, 1 to 200 visible ASCII characters. The same one never does it twice.',
  es: 'Tu propio nombre para esta acción, de 1 a 200 caracteres ASCII visibles. Con el mismo nunca se hace dos veces.',
};

/** Refusals by status. */
export const REFUSAL: Record<'400' | '401' | '403' | '404' | '409' | '413' | '422' | '429' | '500', Words> = {
  '400': { en: 'The body is not JSON.', es: 'El cuerpo no es JSON.' },
  '401': {
    en: 'No key, or one that is unknown, revoked or expired.',
    es: 'Falta la clave, o es desconocida, revocada o caducada.',
  },
  '403': {
    en: 'The key lacks the scope; `detail` and `params.scope` say which.',
    es: 'A la clave le falta el permiso; `detail` y `params.scope` dicen cuál.',
  },
  '404': { en: 'There is no such thing here.', es: 'Aquí no existe.' },
  '409': {
    en: 'Not in this state, or something else is needed first; `detail` says what.',
    es: 'No en este estado, o antes hace falta otra cosa; `detail` dice qué.',
  },
  '413': { en: 'The body is larger than 64 KB.', es: 'El cuerpo pasa de 64 KB.' },
  '422': {
    en: 'A field does not fit, named in `errors`, or a rule refuses it; `code` says which.',
    es: 'Un campo no vale, nombrado en `errors`, o una regla lo rechaza; `code` dice cuál.',
  },
  '429': { en: 'Too fast. Wait as long as Retry-After says.', es: 'Demasiado rápido. Espera lo que diga Retry-After.' },
  '500': { en: 'Something broke on our side. Try again.', es: 'Algo falló de nuestro lado. Inténtalo otra vez.' },
};

export const EVENT_WORDS: Words = {
  en: 'Signed by Standard Webhooks in `webhook-id`, `webhook-timestamp` and `webhook-signature`.',
  es: 'Firmado con Standard Webhooks en `webhook-id`, `webhook-timestamp` y `webhook-signature`.',
};

export const TAKEN: Words = { en: 'Taken.', es: 'Recibido.' };
export const GONE: Words = {
  en: 'Not wanted any more: the hook is removed.',
  es: 'Ya no se quiere: el webhook se quita.',
};
export const DONE: Words = { en: 'Done.', es: 'Hecho.' };
