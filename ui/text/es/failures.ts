import type { Text } from '../en.ts';

/** La lista de lo que no se pudo entregar. */
export const failures = {
  title: 'Fallas',
  about: 'Lo que se intentó una y otra vez y aun así falló. Aquí no se pierde nada: corrige la causa y reintenta.',
  table: 'Fallas',
  kind: { event: 'No se recibió', delivery: 'No se entregó', job: 'No se hizo' },
  failedAgain: 'Falló otra vez',
  attempts: (n: number) => (n === 1 ? 'Se intentó una vez' : `Se intentó ${n} veces`),
  since: 'Desde',
  error: 'Qué salió mal',
  retry: 'Reintentar',
  retryName: (what: string) => `Reintentar: ${what}`,
  retrying: (what: string) => `${what}: intentando otra vez…`,
  worked: (what: string) => `${what}: hecho.`,
  failedAgainOf: (what: string) => `${what}: falló otra vez.`,
  byItself: 'Se reintenta solo durante unas horas, y vuelve aquí si falla del todo.',
  empty: {
    title: 'Todo llegó',
    why: 'Los correos, mensajes, llamadas, pagos y avisos de tu CRM que fallan del todo se guardan aquí hasta que alguien los reintente.',
  },
} satisfies Text['failures'];
