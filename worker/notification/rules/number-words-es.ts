import type { NUMBER_WORDS } from './number-words.ts';
import type { Said, SayingsOf } from './said.ts';

/** De un número en manos de una subcuenta (A-4 a A-12). */
export const NUMBER_WORDS_ES = {
  number_pending: p => ({
    subject: `${p.number} está reservado para ${p.place}`,
    body: [
      `${p.agency} reservó el número de teléfono ${p.number} para ${p.place}.`,
      `Empieza a funcionar en cuanto se pague: ${p.price} al mes. Abre Trunkline en tu CRM, ve a Números de teléfono y elige Pagar ahora.`,
    ],
  }),
  number_activated: p => ({
    subject: `${p.number} está activo`,
    body: [
      `El número de teléfono ${p.number} ya funciona para ${p.place}. ${p.included ? 'Es parte de tu plan.' : `Cuesta ${p.price} al mes.`}`,
      'Ahora dáselo a alguien de tu equipo o define a dónde se desvían sus llamadas: abre Trunkline en tu CRM.',
    ],
  }),
  release_scheduled: p => ({
    subject: `${p.number} se va a liberar${p.until ? ` el ${p.until}` : ''}`,
    body: [
      `${p.place} deja el número de teléfono ${p.number}. Sigue funcionando hasta ${p.until ? `el ${p.until}` : 'que termine el periodo pagado'}; no se cobra nada más.`,
      '¿Cambiaste de idea? Hasta entonces puedes conservarlo: abre Trunkline en tu CRM, ve a Números de teléfono y elige Conservarlo.',
    ],
  }),
  reservation_expiring: p => ({
    subject: `${p.number} está reservado hasta el ${p.until}`,
    body: [
      `El número de teléfono ${p.number} sigue reservado para ${p.place}, pero aún no se paga. El ${p.until} termina la reserva y el número vuelve a ${p.agency}.`,
      `Para tenerlo por ${p.price} al mes, abre Trunkline en tu CRM, ve a Números de teléfono y elige Pagar ahora.`,
    ],
  }),
  payment_failed: p => ({
    subject: `Falló el pago de ${p.number}`,
    body: [
      `No se pudieron cobrar ${p.price} por el número de teléfono ${p.number} de ${p.place}.`,
      `Sigue funcionando hasta el ${p.until}. Para conservarlo después, abre Trunkline en tu CRM, ve a Números de teléfono y elige Pagar ahora, o corrige la tarjeta.`,
    ],
  }),
  number_suspended: p => ({
    subject: `${p.number} está suspendido`,
    body: [
      `El número de teléfono ${p.number} de ${p.place} no está pagado. Sus llamadas y mensajes ya no llegan, pero se guarda para ti hasta el ${p.until}.`,
      `Vuelve a funcionar en cuanto se paguen ${p.price}: abre Trunkline en tu CRM, ve a Números de teléfono y elige Pagar ahora.`,
    ],
  }),
  number_restored: p => ({
    subject: `${p.number} vuelve a funcionar`,
    body: [
      `Llegó el pago del número de teléfono ${p.number}. Las llamadas y los mensajes llegan otra vez a ${p.place}.`,
    ],
  }),
  price_change: p => ({
    subject: `${p.number} va a costar ${p.price} al mes`,
    body: [
      `Desde su próximo mes, el ${p.until}, el número de teléfono ${p.number} de ${p.place} cuesta ${p.price} al mes. Lo ya pagado queda igual.`,
      'No tienes que hacer nada. Si no lo quieres conservar, abre Trunkline en tu CRM, ve a Números de teléfono y elige Liberar antes de ese día.',
    ],
  }),
  number_released: p => ({
    subject: `${p.number} se liberó`,
    body: [`${whyReleased(p)} Sus llamadas ya no llegan a ${p.place}, y no se cobra nada más.`],
  }),
  number_unassigned: p =>
    p.reservedOnly
      ? {
          subject: `${p.number} ya no está reservado`,
          body: [
            `La reserva del número de teléfono ${p.number} para ${p.place} terminó. No se pagó, y no se cobra nada.`,
          ],
        }
      : {
          subject: `Se retiró ${p.number}`,
          body: [
            `${p.agency} retiró el número de teléfono ${p.number}. Sus llamadas ya no llegan a ${p.place}${p.included ? '' : `, y sus ${p.price} al mes terminan hoy`}.`,
          ],
        },
} satisfies SayingsOf<typeof NUMBER_WORDS>;

function whyReleased({ number, agency, unpaid, atStripe }: Said): string {
  if (unpaid) return `El número de teléfono ${number} no se pagó y volvió a ${agency}.`;
  if (atStripe)
    return `La suscripción del número de teléfono ${number} se canceló en Stripe, así que volvió a ${agency}.`;
  return `Terminó el periodo pagado de ${number}.`;
}
