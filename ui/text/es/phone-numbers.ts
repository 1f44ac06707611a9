import type { Text } from '../en.ts';

/** Números de teléfono de la subcuenta. */
export const phoneNumbers = {
  title: 'Números de teléfono',
  about: (agency: string, place: string) => `Números que ${agency} asignó a ${place}.`,
  table: 'Números de teléfono',
  search: 'Buscar números y personas',
  number: 'Número',
  status: 'Estado',
  goesTo: 'Le suena a',
  price: 'Precio',
  state: {
    pending: 'Pago pendiente',
    active: 'Activo',
    ending: (until: string) => `Activo hasta ${until}`,
    past_due: 'Pago fallido',
    suspended: 'Suspendido',
    ended: 'Terminado',
  },
  payBy: 'Paga antes del',
  renews: 'Se renueva',
  worksUntil: 'Funciona hasta',
  company: 'Todos (número de la empresa)',
  stopped: 'Nadie mientras esté suspendido',
  give: 'Dar a alguien',
  forwards: 'Desvía a',
  payNow: 'Pagar ahora',
  keep: 'Conservarlo',
  release: 'Liberar al fin del periodo',
  releaseScheduled: 'Su liberación ya está programada.',
  releaseUnpaid: 'Todavía no cuesta nada. Si no se paga, se devuelve solo.',
  releaseIncluded: 'Es parte de tu plan; tu agencia decide quién lo tiene.',
  inPlan: 'Parte de tu plan',
  giveTo: 'Dar a alguien',
  change: 'Cambiar a quién le suena',
  editForwarding: 'Editar desvío de llamadas',
  kept: (number: string) => `${number} sigue siendo tuyo.`,
  released: (number: string, until: string) => `${number} funciona hasta ${until}.`,
  pay: {
    opening: 'Abriendo la página de pago…',
    waiting: (number: string) => `Esperando el pago de ${number}…`,
    finish: 'Termina en la pestaña que se abrió. Esta página lo nota sola.',
    blocked: (number: string) => `No se abrió la página de pago de ${number}`,
    openHere: 'Tu navegador retuvo la pestaña nueva. Ábrela desde aquí; esta página nota el pago sola.',
    again: 'Abrir la página de pago otra vez',
    open: 'Abrir la página de pago',
    done: (number: string) => `${number} está activo.`,
    gone: (number: string) => `${number} ya no está reservado para ti.`,
  },
  trouble: {
    pastDue: (number: string) => `Falló el último pago de ${number}`,
    pastDueWhy: (until: string | null) =>
      until
        ? `Las llamadas siguen entrando hasta ${until}. Págalo ahora o cambia la tarjeta, que se reintenta.`
        : 'Por ahora las llamadas siguen entrando. Págalo ahora o cambia la tarjeta, que se reintenta.',
    suspended: (number: string) => `${number} está suspendido`,
    suspendedWhy: (until: string | null) =>
      until
        ? `Quien llama oye que no está en servicio. Págalo y vuelve a funcionar de inmediato; sin pago, se devuelve el ${until}.`
        : 'Quien llama oye que no está en servicio. Págalo y vuelve a funcionar de inmediato.',
    changeCard: 'Cambiar tarjeta',
  },
  confirm: {
    question: (number: string, until: string) => `¿Liberar ${number} el ${until}?`,
    until: (until: string, price: string) =>
      `Funciona como hasta ahora hasta el ${until}; sus ${price} terminan entonces. Lo ya pagado no se devuelve.`,
    after: 'Después, quien llama oye que el número no está en servicio, y otra persona puede recibirlo.',
    loses: (name: string) => `${name} pierde entonces este número directo.`,
    regret: 'Hasta entonces puedes conservarlo.',
  },
  empty: {
    title: 'Todavía no hay números de teléfono',
    why: (agency: string) => `Los números que ${agency} te asigna aparecen aquí. Pagas uno y eliges a quién le suena.`,
    ask: (agency: string) => `¿Preguntas? Habla con ${agency}:`,
  },
} satisfies Text['phoneNumbers'];
