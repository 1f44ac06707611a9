import type { Language } from '../../language/rules/tag.ts';

const en = {
  title: (whose: string) => `Trunkline was uninstalled for ${whose}`,
  numbers: (n: number) => (n === 1 ? '1 number' : `${n} numbers`),
  nothing: 'No client holds a number any more, and nobody pays for one. There is nothing left to decide.',
  ending: (numbers: string) => `${numbers} being taken back now.`,
  inService: (numbers: string, until: string) =>
    `${numbers} in service. Calls and texts go where they were set to go until ${until}.`,
  keep: 'Keep everything',
  keepWhy: (until: string) =>
    `Install Trunkline again before ${until} and go on where you left off. Nothing is lost, and settings stay as they are.`,
  install: 'Install again',
  wait: 'Do nothing',
  waitWhy: (until: string) =>
    `On ${until} every number is taken back from its client, what is paid for it ends, and its client is told. Nothing already paid is refunded.`,
  end: 'End everything now',
  endSure: (numbers: string) =>
    `Calls to ${numbers} stop at once, and the subscriptions of their clients are cancelled. This cannot be undone.`,
  concerns: 'What it concerns',
  csv: 'Download as CSV',
  head: { number: 'Number', client: 'Client', state: 'State', price: 'A month', currency: 'Currency' },
  state: {
    pending: 'Waiting for payment',
    active: 'Active',
    ending: 'Being released',
    past_due: 'Payment failed',
    suspended: 'Suspended',
    ended: 'Ended',
  },
  more: (n: number) => `and ${n} more, all of them in the CSV.`,
  pool: 'Numbers that are taken back return to your pool. Keeping them there costs the carrier’s price until they are handed back.',
  handBack: 'Hand numbers back',
  handBackWhy: (n: number) =>
    n === 1
      ? 'You keep 1 free number in your pool and pay for it every month. Handed back to the carrier it costs nothing more, and may not be given to you again.'
      : `You keep ${n} free numbers in your pool and pay for them every month. Handed back to the carrier they cost nothing more, and may not be given to you again.`,
  typeName: (name: string) => `Type ${name} to confirm`,
  handBackVerb: (numbers: string) => `Hand back ${numbers}`,
  closed: 'There is nothing to decide',
  closedWhy:
    'This link is not one of ours, is too old, or Trunkline was installed again since. Open Trunkline in your CRM, or install it there again.',
};

const es: typeof en = {
  title: whose => `Trunkline se desinstaló para ${whose}`,
  numbers: n => (n === 1 ? '1 número' : `${n} números`),
  nothing: 'Ningún cliente tiene ya un número y nadie paga por uno. No queda nada por decidir.',
  ending: numbers => `Se están retirando ${numbers}.`,
  inService: (numbers, until) =>
    `${numbers} en servicio. Las llamadas y los mensajes siguen llegando adonde se configuró hasta el ${until}.`,
  keep: 'Conservar todo',
  keepWhy: until =>
    `Vuelve a instalar Trunkline antes del ${until} y sigue donde lo dejaste. No se pierde nada y los ajustes quedan como están.`,
  install: 'Instalar de nuevo',
  wait: 'No hacer nada',
  waitWhy: until =>
    `El ${until} se retira cada número a su cliente, termina lo que se paga por él y se avisa al cliente. Lo ya pagado no se devuelve.`,
  end: 'Terminar todo ahora',
  endSure: numbers =>
    `Las llamadas a ${numbers} dejan de entrar de inmediato y se cancelan las suscripciones de sus clientes. No se puede deshacer.`,
  concerns: 'A qué se refiere',
  csv: 'Descargar como CSV',
  head: { number: 'Número', client: 'Cliente', state: 'Estado', price: 'Al mes', currency: 'Moneda' },
  state: {
    pending: 'Espera el pago',
    active: 'Activo',
    ending: 'Por liberarse',
    past_due: 'Falló el pago',
    suspended: 'Suspendido',
    ended: 'Terminado',
  },
  more: n => `y ${n} más, todos en el CSV.`,
  pool: 'Los números retirados vuelven a tu inventario. Conservarlos allí cuesta el precio de la operadora hasta que se devuelvan.',
  handBack: 'Devolver números',
  handBackWhy: n =>
    n === 1
      ? 'Conservas 1 número libre en tu inventario y lo pagas cada mes. Devuelto a la operadora ya no cuesta nada, y es posible que no te lo vuelvan a dar.'
      : `Conservas ${n} números libres en tu inventario y los pagas cada mes. Devueltos a la operadora ya no cuestan nada, y es posible que no te los vuelvan a dar.`,
  typeName: name => `Escribe ${name} para confirmar`,
  handBackVerb: numbers => `Devolver ${numbers}`,
  closed: 'No hay nada que decidir',
  closedWhy:
    'Este enlace no es nuestro, es demasiado antiguo o Trunkline se volvió a instalar desde entonces. Abre Trunkline en tu CRM, o instálalo allí de nuevo.',
};

export const MANAGE_WORDS: Record<Language, typeof en> = { en, es };
