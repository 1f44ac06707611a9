import { findingInSpanish } from '../../language/rules/findings-es.ts';
import type { AGENCY_WORDS } from './agency-words.ts';
import type { SayingsOf } from './said.ts';

const MOST = 20;

/** Lo que se dice a la gente de la agencia sobre la agencia misma. */
export const AGENCY_WORDS_ES = {
  uninstalled: p =>
    p.place
      ? {
          subject: `Trunkline se desinstaló para ${p.place}`,
          body: [
            `Trunkline se desinstaló en el CRM para ${p.place}, cliente de ${p.agency}. Allí ya nadie lo puede abrir.`,
            `Sus números de teléfono funcionan como antes hasta el ${p.until}. Después vuelven a tu inventario, y termina lo que se paga por ellos.`,
            `Mira de qué se trata, descárgalo o termínalo ya: ${p.link}`,
            'Instala Trunkline allí otra vez antes de ese día y no se pierde nada.',
          ],
        }
      : {
          subject: 'Trunkline se desinstaló',
          body: [
            `Trunkline se desinstaló del CRM de ${p.agency}. Allí ya nadie lo puede abrir.`,
            `Los números de teléfono de tus clientes funcionan como antes hasta el ${p.until}. Después vuelven a tu inventario, y termina lo que tus clientes pagan por ellos.`,
            `Mira de qué se trata, descárgalo o termínalo ya: ${p.link}`,
            'Instala Trunkline otra vez antes de ese día y no se pierde nada.',
          ],
        },
  reconcile_drift: ({ findings }) => ({
    subject: findings.length === 1 ? 'Algo no cuadra' : `${findings.length} cosas no cuadran`,
    body: [
      'Trunkline comparó sus registros con Stripe y Twilio y encontró:',
      ...findings.slice(0, MOST).map(sentence => `• ${findingInSpanish(sentence)}`),
      ...(findings.length > MOST ? [`y ${findings.length - MOST} más.`] : []),
      'Abre Trunkline en tu CRM y ve a Actividad para verlas todas y qué pasó con ellas.',
    ],
  }),
} satisfies SayingsOf<typeof AGENCY_WORDS>;
