import type { Text } from '../en.ts';
import { count } from './plural.ts';

/** Buscar un número y comprarlo. */
export const buying = {
  title: 'Compra un número',
  subtitle: 'Entra en tu inventario; después lo asignas.',
  country: 'País',
  type: 'Tipo',
  can: 'Sirve para',
  both: 'Llamadas y mensajes',
  voice: 'Llamadas',
  sms: 'Mensajes',
  digits: 'Código de área o dígitos',
  digitsHint: '* vale por cualquier dígito.',
  moreDigits: 'Escribe al menos dos dígitos.',
  forWhom: 'Para una subcuenta',
  anyone: 'Nadie en particular',
  nearHint: 'Primero salen los números cercanos.',
  results: 'Números en venta',
  found: (n: number) => count(n, 'número en venta', 'números en venta'),
  most: (n: number) => `Los primeros ${n} en venta. Escribe dígitos para ver otros.`,
  searching: 'Buscando…',
  nothing: {
    title: 'No hay ningún número así en venta',
    why: 'Prueba con otros dígitos, otro tipo o menos requisitos.',
  },
  needsAddress: 'Necesita un domicilio registrado ante la operadora, así que todavía no se puede comprar aquí.',
  hasAddress: 'Necesita un domicilio registrado. Se usa el de la cuenta con la operadora.',
  choose: (number: string) => `Comprar ${number}`,
  verb: 'Comprar',
  again: 'Buscar otra vez',
} satisfies Text['numbers']['buying'];

export const purchase = {
  question: (number: string) => `¿Comprar ${number}?`,
  verb: (price: string) => `Comprar por ${price}`,
  charge: (price: string) => `${price} ahora a la tarjeta de la agencia, luego ${price} al mes.`,
  chargeOwn: (price: string) => `Twilio cobra ${price} al mes a tu propia cuenta. Aquí no se cobra nada.`,
  verbOwn: 'Comprar',
  keepOwn: 'Entra en tu inventario sin asignar.',
  boughtOwn: 'Twilio lo cobra a tu propia cuenta. El número espera en tu inventario.',
  keep: 'Entra en tu inventario sin asignar. Lo pagas mientras lo tengas, también cuando un cliente te paga.',
  buying: (number: string) => `Comprando ${number}`,
  step: {
    charge: 'Cobrando a la tarjeta de la agencia',
    order: 'Pidiéndolo a la operadora',
    pool: 'Agregándolo a tu inventario',
    refund: 'Devolviendo el cobro',
  },
  consent: {
    title: (number: string) => `Tu banco pide tu autorización para comprar ${number}`,
    why: 'Confirma el pago en la página de tu banco. Se abre en otra pestaña; cuando termines, esto sigue solo.',
    leave: 'Puedes cerrar esto. La compra espera un día, y el correo con la misma página va en camino.',
    open: 'Abrir la página del banco',
  },
  slow: {
    title: 'La operadora tarda en responder',
    why: 'Puedes cerrar esto. El número aparece solo en tu inventario, o se devuelve el cobro.',
  },
  bought: (number: string) => `${number} es tuyo`,
  boughtWhy: (price: string) => `Se cobraron ${price} a la tarjeta de la agencia. El número espera en tu inventario.`,
  assignNow: 'Asignar ahora',
  later: 'Ahora no',
  another: 'Elegir otro número',
  tryAgain: 'Intentar otra vez',
  atNewPrice: (price: string) => `Comprar por ${price}`,
  newPrice: (before: string, now: string) =>
    `Desde tu búsqueda, el precio de la operadora pasó de ${before} a ${now} al mes. Compra al precio nuevo o cierra esto.`,
  gone: (number: string) => `${number} se vendió entretanto. No se cobró nada.`,
  declined: {
    title: 'No se compró.',
    why: 'El banco rechazó la tarjeta de la agencia, así que no se pidió nada. Cambia la tarjeta e intenta otra vez.',
  },
  failed: {
    title: 'No se compró.',
    why: 'No se pudo hacer el pago, así que no se pidió nada. Revisa la tarjeta de la agencia e intenta otra vez.',
  },
  no_consent: {
    title: 'No se compró.',
    why: 'El banco no recibió tu autorización. No se cobró ni se pidió nada. Intenta otra vez o cambia la tarjeta de la agencia.',
  },
  refunded: {
    title: 'No se compró.',
    why: 'La operadora no pudo entregar este número. Se devuelve el cobro. Elige otro número.',
  },
  unsure: {
    title: 'Aún sin respuesta.',
    why: 'La conexión se cortó antes de saber si se compró. Intenta otra vez: nunca se compra ni se cobra dos veces.',
  },
} satisfies Text['numbers']['purchase'];

/** Compras que aún no terminan, encima del inventario. */
export const underWay = {
  list: 'Compras en curso',
  consent: (n: number) =>
    n === 1 ? 'Tu banco espera tu autorización' : `Tu banco espera tu autorización para ${n} pagos`,
  consentWhy: 'Confirma en la página del banco dentro de un día; si no, no se cobra ni se compra nada.',
  begun: 'compra iniciada',
  boughtBy: (who: string) => `comprado por ${who}`,
  state: {
    reserved: 'Cobrando a la tarjeta',
    consent: 'Espera autorización',
    charged: 'Pidiéndolo',
    ordered: 'Agregándolo a tu inventario',
    refunding: 'Devolviendo el cobro',
  },
} satisfies Text['numbers']['underWay'];
