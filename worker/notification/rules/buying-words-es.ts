import type { BUYING_WORDS } from './buying-words.ts';
import type { SayingsOf } from './said.ts';

/** De comprar números y conservarlos (N-2, N-11, N-12). */
export const BUYING_WORDS_ES = {
  number_requested: p => ({
    subject: `${p.place} pide un número de teléfono`,
    body: [
      `${p.by} de ${p.place} pide un número de teléfono: ${p.wish}.`,
      ...(p.note ? [`“${p.note}”`] : []),
      'Abre Trunkline en tu CRM y ve a Números para darle uno o rechazar la solicitud.',
    ],
  }),
  request_declined: p => ({
    subject: 'Tu solicitud de un número de teléfono fue rechazada',
    body: [
      `${p.agency} rechazó la solicitud de un número de teléfono para ${p.place}: ${p.wish}.`,
      ...(p.note ? [`“${p.note}”`] : []),
    ],
  }),
  consent_wanted: p => ({
    subject: `Tu banco pregunta por ${p.number}`,
    body: [
      `${p.place} está comprando el número de teléfono ${p.number}, y tu banco pide tu autorización antes de que tu tarjeta pague ${p.price}.`,
      `Confirma el pago en las próximas 24 horas: ${p.link}`,
      'Sin ella no se cobra ni se compra nada.',
    ],
  }),
  keeping_unpaid: p => ({
    subject: 'Falló el pago mensual de tus números de teléfono',
    body: [
      `${p.price ? `El pago de ${p.price}` : 'El pago'} por conservar tus números de teléfono no pasó. Tus números siguen funcionando.`,
      p.link
        ? `Págalo aquí: ${p.link}`
        : 'Abre Trunkline en tu CRM, ve a Ajustes y cambia la tarjeta; entonces se reintenta el pago.',
    ],
  }),
} satisfies SayingsOf<typeof BUYING_WORDS>;
