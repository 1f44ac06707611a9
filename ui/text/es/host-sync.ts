import type { Text } from '../en.ts';

const number = (n: number) => n.toLocaleString('es');
const places = (n: number) => (n === 1 ? '1 subcuenta' : `${number(n)} subcuentas`);

/** Tomar personas, subcuentas y contactos del CRM (Ajustes). */
export const hostSync = {
  title: 'De tu CRM',
  about: 'Las subcuentas, personas y contactos se toman al instalar Trunkline y se repasan cada noche.',
  underWay: (done: number, all: number) => (all ? `Repasando tu CRM: ${done} de ${places(all)}` : 'Repasando tu CRM'),
  failed: 'No se pudo leer todo de tu CRM',
  failedWhy: 'Lo leído antes sigue valiendo. Se intenta otra vez esta noche, o ahora.',
  places: 'Subcuentas',
  people: 'Personas',
  contacts: 'Contactos',
  contactsOf: (records: number, n: number) => `${number(records)} en ${places(n)}`,
  last: 'Último repaso',
  never: 'aún no',
  list: 'Subcuentas con contactos incompletos',
  waiting: 'espera su turno',
  count: (n: number) => number(n),
  of: (n: number, total: number) => `${number(n)} de ${number(total)}`,
  stopped: (count: string, why: string) => `${count}, luego se detuvo: ${why}`,
  held: (count: string, why: string) => `${count}, sigue pronto: ${why}`,
  now: 'Repasar ahora',
} satisfies Text['hostSync'];
