import type { Text } from '../en.ts';
import { count } from './plural.ts';

const change = (n: number) => `Cambiar ${count(n, 'precio', 'precios')}`;

/** Aplicar el precio nuevo de un plan a números que los clientes ya pagan. */
export const prices = {
  open: change,
  title: 'Cambiar precios desde el próximo ciclo',
  why: 'Estos números aún les cuestan a sus clientes lo que costaban antes de que cambiara el precio de su plan.',
  plan: 'Plan',
  allPlans: 'Todos los planes',
  table: 'Números con un precio distinto al de su plan',
  number: 'Número',
  who: 'Subcuenta',
  price: 'Ahora → nuevo al mes',
  from: 'Empieza',
  priceOf: (before: string, after: string) => `ahora ${before}, luego ${after} al mes`,
  none: { title: 'Ningún precio difiere', why: 'Cada número le cuesta a su cliente lo que dice el plan.' },
  choose: 'Elige los números cuyo precio cambia.',
  sum: (n: number, before: string, after: string) =>
    n === 1
      ? `Su cliente paga ${after} en vez de ${before} al mes.`
      : `Juntos, sus clientes pagan ${after} en vez de ${before} al mes.`,
  after: 'Empieza con el próximo ciclo de cada número; no se prorratea nada. Cada cliente recibe un correo.',
  most: (n: number) => `Máximo ${n} a la vez. Cambia estos primero y luego el resto.`,
  verb: (n: number) => (n === 0 ? 'Cambiar precios' : change(n)),
  done: (n: number) => (n === 1 ? '1 precio cambia con su próximo ciclo' : `${n} precios cambian con su próximo ciclo`),
} satisfies Text['prices'];
