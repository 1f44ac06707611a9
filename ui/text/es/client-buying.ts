import type { Text } from '../en.ts';

/** Un cliente que compra un número por su cuenta, donde su plan lo permite. */
export const clientBuying = {
  buy: 'Comprar número',
  title: 'Compra un número',
  subtitle: 'Queda reservado para ti; lo pagas en la página siguiente.',
  question: (number: string) => `¿Quieres ${number}?`,
  charge: (price: string) => `${price}. Funciona en cuanto pagas; ahora sigue la página de pago.`,
  later: (agency: string) => `${agency} lo obtiene de la operadora y lo reserva para ti. Si no se paga, se devuelve.`,
  verb: 'Quiero este número',
  getting: (number: string) => `Obteniendo ${number}`,
  working: 'Lo estamos pidiendo a la operadora de tu agencia…',
  step: { order: 'Pidiéndolo a la operadora', reserve: 'Reservándolo para ti' },
  slow: {
    title: 'Esto tarda un poco más',
    why: 'Puedes cerrar esto. El número aparece solo en Números de teléfono en cuanto lo puedas pagar.',
  },
  got: (number: string) => `${number} está reservado para ti`,
  gotWhy: (price: string) => `Paga ${price} para empezar a usarlo.`,
  notNow: 'Ahora no',
  another: 'Elegir otro número',
  again: 'Intentar otra vez',
  newPrice: (before: string, now: string) => `Desde tu búsqueda, el precio pasó de ${before} a ${now} al mes.`,
  atNewPrice: (price: string) => `Quiero este por ${price}`,
  refused: {
    title: 'No se compró.',
    why: 'No se pudo pedir el número. No pagas nada. Elige otro o pregunta a tu agencia.',
  },
} satisfies Text['clientBuying'];
