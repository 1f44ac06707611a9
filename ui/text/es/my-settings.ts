import type { Text } from '../en.ts';

/** Mis ajustes de llamadas. */
export const mySettings = {
  title: 'Mis ajustes de llamadas',
  about: (place: string) => `Cómo te llegan llamadas, mensajes y mensajes de voz en ${place}.`,
  direct: 'Tu número directo',
  directHint: 'Sus llamadas solo te suenan a ti.',
  noDirect: 'No tienes número directo.',
  noDirectHint:
    'Aun así te llegan llamadas de las personas que atiendes. Un propietario o administrador te puede dar un número directo.',
  availability: 'Cuándo te suenan las llamadas',
  offHours: 'Ahora estás fuera de tu horario',
  anyTime: 'A cualquier hora',
  rings: (when: string, phone: string, seconds: string) => `${when}: ${phone} suena ${seconds}.`,
  otherwise: (instead: string) => `Si no contestas, o no se te puede llamar, ${instead}.`,
  toVoicemail: 'quien llama te puede dejar un mensaje de voz',
  toForwarding: 'la llamada pasa al desvío',
  disturb: 'Ahora no tomas llamadas',
  disturbWhy: (when: string, instead: string) => `Hasta ${when} tu teléfono no suena; ${instead}.`,
  noPhone: 'Las llamadas no te pueden llegar',
  noPhoneWhy: 'No hay teléfono que sonar. Agrega el tuyo abajo.',
  badPhone: 'Tu teléfono no se puede marcar. Corrígelo abajo.',
  until: (instead: string) => `Mientras tanto, ${instead}.`,
} satisfies Text['mySettings'];
