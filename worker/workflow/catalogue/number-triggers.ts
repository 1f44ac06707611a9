import * as v from 'valibot';
import type { Trigger } from './definition.ts';
import { ASSIGNMENT, choices, fact, maybeFact, textFact } from './facts.ts';

const REASONS = choices(
  ['released', 'Released by the sub-account', 'Liberado por la subcuenta'],
  ['unassigned', 'Taken back by the agency', 'Retirado por la agencia'],
  ['expired', 'Never paid for', 'Nunca se pagó'],
  ['unpaid', 'No longer paid for', 'Se dejó de pagar'],
  ['canceled_at_stripe', 'Cancelled at Stripe', 'Cancelado en Stripe'],
);

/** W-1: what happens to a number. */
export const NUMBER_TRIGGERS: readonly Trigger[] = [
  {
    key: 'number_assigned',
    version: 1,
    title: { en: 'Number assigned', es: 'Número asignado' },
    description: {
      en: 'A number was assigned to the sub-account. It works once it is activated.',
      es: 'Se asignó un número a la subcuenta. Funciona cuando se activa.',
    },
    data: {
      ...ASSIGNMENT,
      expires_at: maybeFact(
        '2026-03-17T17:00:00.000Z',
        'When the reservation lapses unpaid',
        'Cuándo caduca la reserva sin pago',
      ),
    },
  },
  {
    key: 'number_activated',
    version: 1,
    title: { en: 'Number activated', es: 'Número activado' },
    description: {
      en: 'A number began to work: it was paid for, or is part of the plan.',
      es: 'Un número empezó a funcionar: se pagó o es parte del plan.',
    },
    data: {
      ...ASSIGNMENT,
      paid_through: maybeFact('2026-04-03T17:00:00.000Z', 'Paid through', 'Pagado hasta'),
    },
  },
  {
    key: 'number_suspended',
    version: 1,
    title: { en: 'Number suspended', es: 'Número suspendido' },
    description: {
      en: 'A number stopped working because its payment is missing. Paying restores it.',
      es: 'Un número dejó de funcionar porque falta el pago. Al pagar vuelve.',
    },
    data: {
      ...ASSIGNMENT,
      unpaid_since: maybeFact('2026-04-03T17:00:00.000Z', 'Unpaid since', 'Sin pagar desde'),
    },
  },
  {
    key: 'number_released',
    version: 1,
    title: { en: 'Number released', es: 'Número liberado' },
    description: {
      en: 'A number left the sub-account and went back to the agency’s pool.',
      es: 'Un número salió de la subcuenta y volvió al inventario de la agencia.',
    },
    data: {
      ...ASSIGNMENT,
      reason: fact(v.picklist(REASONS.map(one => one.value)), 'released', 'Why', 'Por qué', { filter: REASONS }),
      ended_at: textFact('2026-05-03T17:00:00.000Z', 'When it ended', 'Cuándo terminó'),
    },
  },
  {
    key: 'payment_failed',
    version: 1,
    title: { en: 'Payment failed', es: 'Pago fallido' },
    description: {
      en: 'A number’s monthly payment failed. It goes on working for a few days.',
      es: 'Falló el pago mensual de un número. Sigue funcionando unos días.',
    },
    data: {
      ...ASSIGNMENT,
      unpaid_since: maybeFact('2026-04-03T17:00:00.000Z', 'Unpaid since', 'Sin pagar desde'),
    },
  },
];
