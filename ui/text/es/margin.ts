import type { Text } from '../en.ts';

/** Margen de la agencia. */
export const margin = {
  title: 'Margen',
  about: 'Lo que pagaron tus clientes y lo que te cuestan los números.',
  figures: 'Este mes',
  billed: 'Facturado',
  cost: 'Costo',
  margin: 'Margen',
  idle: 'Sin usar',
  billedHint: 'pagado por clientes este mes',
  costHint: 'a la operadora este mes',
  idleOf: (amount: string) => `de ello, ${amount} por números sin usar`,
  marginHint: (percent: string) => `${percent} de lo facturado`,
  nothingBilled: 'nada facturado aún',
  before: (amount: string, month: string) => `${month}: ${amount}`,
  chart: 'Facturado, costo y números sin usar por mes',
  months: 'Lo mismo por mes',
  month: 'Mes',
  subAccounts: 'Por subcuenta',
  subAccountsAbout: (months: number) => (months === 1 ? 'Este mes.' : `Los últimos ${months} meses juntos.`),
  subAccount: 'Subcuenta',
  numbers: 'Números',
  noneBilled: 'Ninguna subcuenta tuvo un número en estos meses.',
  idleTitle: 'Números sin usar',
  idleAbout: (n: number, count: string, amount: string) =>
    n === 1
      ? `Un número que nadie tiene te cuesta ${amount}.`
      : `${count} números que nadie tiene te cuestan ${amount}.`,
  idleNone: 'Todos los números están con alguien. No pagas nada en vano.',
  number: 'Número',
  since: 'Sin usar desde',
  costs: 'Te cuesta',
  assign: 'Asignar',
  assignName: (number: string) => `Asignar ${number}`,
  search: 'Buscar números',
  searchPlaces: 'Buscar subcuentas',
  empty: {
    title: 'Todavía no hay nada que contar',
    why: 'Cuando tengas números y tus clientes los paguen, esta página muestra lo que entra, lo que sale y lo que queda.',
    act: 'Ir a Números',
  },
} satisfies Text['margin'];
