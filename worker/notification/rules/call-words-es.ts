import type { CALL_WORDS } from './call-words.ts';
import type { SayingsOf } from './said.ts';

/** De llamadas (R-12, S-3). */
export const CALL_WORDS_ES = {
  overflow: p => ({
    subject: `Las llamadas a ${p.number} encontraron todas las líneas ocupadas`,
    body: [
      `${p.number} de ${p.place} tenía a la vez todas las llamadas permitidas, así que al menos una más pasó al desvío o al buzón de voz.`,
      'El registro de llamadas muestra cuáles. Puedes subir el límite, hasta 50 llamadas a la vez, en Trunkline, en Número de la empresa.',
    ],
  }),
  voicemail: p => ({
    subject: `Mensaje de voz de ${p.caller}`,
    body: [
      `${p.caller} dejó un mensaje de voz de ${p.length} en ${p.number} de ${p.place}${p.left && `, el ${p.left}`}.`,
      'Escúchalo en Trunkline: abre tu CRM y ve a Bandeja.',
    ],
  }),
} satisfies SayingsOf<typeof CALL_WORDS>;
