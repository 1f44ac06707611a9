import type { Text } from '../en.ts';

/** Devolver a la operadora, asignar, quitar y recordar. */
export const numberActs = {
  carrier: {
    question: (number: string) => `¿Devolver ${number} a la operadora?`,
    why: (cost: string) =>
      `Sale de tu inventario para siempre y terminan sus ${cost}. La operadora puede venderlo a otro de inmediato.`,
    warn: 'Quizá nunca vuelvas a tener este número.',
    done: (number: string) => `${number} se devolvió a la operadora`,
    differs: 'Este es otro número.',
    onlyAdmins: 'Solo propietarios y administradores de la agencia pueden hacerlo.',
    detachFirst: 'Está conectado con un agente. Desconéctalo primero.',
  },
  assign: {
    question: (number: string) => `¿A quién asignar ${number}?`,
    person: 'Persona',
    hint: 'Recibe el correo con la página de pago. Puede pagar cualquier propietario o administrador de su subcuenta.',
    placeholder: 'Nombre, correo o subcuenta',
    nobody: {
      title: 'Todavía no se le puede dar un número a nadie',
      why: 'La lista dice de cada persona qué falta y dónde corregirlo.',
    },
    someone: 'Primero elige una persona.',
    done: (number: string, who: string) => `${number} está reservado para ${who} hasta que pague`,
    cost: 'Costo de la operadora',
    markup: 'Tu recargo',
    pays: (who: string) => `${who} paga`,
    private: (who: string) => `${who} solo ve esta suma, nunca sus partes.`,
    after: (person: string) =>
      `Ahora no se cobra nada. ${person} recibe un correo con la página de pago, y el número funciona en cuanto se paga.`,
    seeNumber: 'Ver quién lo tiene',
  },
  near: {
    title: (who: string) => `Le va bien a ${who}`,
    held: (who: string, code: string) =>
      `Cerca: la mayoría de los números de ${who} tiene el código de área ${code}, que allí se conoce.`,
    people: (who: string, code: string) =>
      `Cerca: quienes dirigen ${who} tienen teléfonos con el código de área ${code}, que allí se conoce.`,
    tollFree: 'Gratuitos: para quienes llaman de todas partes, que no pagan la llamada.',
    choose: (number: string) => `Elegir ${number}`,
    isNear: (who: string, code: string) => `${who} está en el código de área ${code}: allí se conoce.`,
    nearer: (who: string, code: string, numbers: string) =>
      `${who} está en el código de área ${code} y este número no. Libres allí: ${numbers}.`,
    them: 'cerca de ellos',
  },
  unassign: {
    question: (number: string, who: string) => `¿Quitar ${number} a ${who} ahora?`,
    atOnce: 'Las llamadas dejan de llegarle de inmediato',
    price: (price: string) => `; sus ${price} terminan hoy.`,
    stop: '.',
    before: (day: string) => `Habría funcionado hasta el ${day}. Ahora las llamadas dejan de llegarle de inmediato.`,
    suspended: (price: string) => `Las llamadas ya no le llegan; sus ${price} terminan hoy.`,
    noRefund: 'Lo ya pagado no se devuelve.',
    pending: 'La reserva termina y se cierra cualquier página de pago abierta. Un pago que aun así llegue se devuelve.',
    after: (who: string) => `${who} recibe un correo, y el número vuelve al inventario.`,
    done: (number: string) => `${number} volvió al inventario`,
  },
  remind: {
    question: (who: string) => `¿Recordar a ${who} que pague este número?`,
    why: (number: string, price: string) =>
      `Se envía otra vez el correo con la página de pago de ${number} (${price}).`,
    done: (who: string) => `Recordatorio enviado a ${who}`,
  },
} satisfies Pick<Text['numbers'], 'carrier' | 'assign' | 'near' | 'unassign' | 'remind'>;
