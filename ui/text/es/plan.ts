import type { Text } from '../en.ts';
import { count } from './plural.ts';

/** El plan propio de un cliente, y páginas de Stripe que se abren en otra pestaña. */
export const plan = {
  title: 'Tu plan',
  price: (price: string) => price,
  free: 'Sin precio base',
  trial: (days: number) => `primero ${count(days, 'día gratis', 'días gratis')}`,
  none: 'Sin plan',
  state: { good: 'Activo', trial: 'En prueba', included: 'Números incluidos', bad: 'Requiere atención' },
  start: 'Iniciar plan',
  changeCard: 'Cambiar tarjeta',
  started: 'Tu plan está activo.',
  mended: 'Tu tarjeta está en orden.',
  page: {
    opening: 'Abriendo Stripe…',
    waiting: 'Esperando a Stripe…',
    opened: 'Stripe se abrió en otra pestaña',
    blocked: 'No se abrió la página de Stripe',
    finish: 'Termina en la pestaña que se abrió. Esta página lo nota sola.',
    openHere: 'Tu navegador retuvo la pestaña nueva. Ábrela desde aquí; esta página nota sola cuando terminas.',
    again: 'Abrirla otra vez',
    open: 'Abrir en Stripe',
  },
} satisfies Text['plan'];
