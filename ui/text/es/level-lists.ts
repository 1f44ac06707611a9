import type { Text } from '../en.ts';
import { numbers } from './plural.ts';

/** Listas de números para un nivel: escritas o en archivo, y qué pasó con cada fila (N-8). */
export const levelLists = {
  manage: {
    menu: 'Administrar números',
    act: { add: 'Agregar números', move: 'Mover números aquí', remove: 'Quitar números' },
    title: {
      add: (level: string) => `Agregar números a “${level}”`,
      move: (level: string) => `Mover números a “${level}”`,
      remove: (level: string) => `Quitar números de “${level}”`,
      moveAny: 'Mover números',
    },
    about: {
      add: 'Aquí se colocan números que el negocio ya tiene. La facturación no cambia.',
      move: 'Los números se toman de donde están ahora. La facturación no cambia.',
      remove: 'Los números suben un nivel. No se liberan y la facturación no cambia.',
    },
    to: 'Mover a',
    toChoose: 'Elige una unidad o un programa',
    toNone: 'Elige adónde van los números.',
    by: 'Cómo indicar los números',
    manual: 'A mano',
    csv: 'Archivo CSV',
    entry: 'Número de teléfono',
    entryHint: (country: string) => `Como se escribe en ${country}, o con su código de país, como +44 20 7946 0958.`,
    entryBad: 'No es un número de teléfono completo. Revisa los dígitos o escríbelo como +1 212 555 0100.',
    entryOpen: 'Primero agrega este número a la lista o borra el campo.',
    entryTwice: 'Este número ya está en la lista.',
    full: (most: number) => `Una lista admite como máximo ${most} números. Aplica estos primero.`,
    purpose: 'Propósito',
    purposeKeep: 'Conservar, o el del programa',
    addToList: 'Agregar a la lista',
    list: 'Números de la lista',
    listEmpty: 'La lista está vacía. Escribe un número y agrégalo.',
    takeOut: (number: string) => `Quitar ${number} de la lista`,
    drop: 'Suelta aquí un archivo CSV, o',
    choose: 'Elegir un archivo',
    chooseOther: 'Elegir otro archivo',
    templatePlain: 'Columna A: número de teléfono. La fila de encabezado es opcional; máximo 500 filas.',
    template:
      'Columna A: número de teléfono. Columna B: propósito, puede quedar vacía. La fila de encabezado es opcional; máximo 500 filas.',
    file: (name: string, n: number) => `${name}: ${n === 1 ? '1 fila' : `${n} filas`}`,
    header: 'La primera fila es un encabezado y se omite.',
    preview: 'Filas del archivo',
    line: 'Fila',
    rowNumber: 'Número',
    rowPurpose: 'Propósito',
    previewOnly: (n: number) => `Se muestran las primeras ${n}.`,
    badNumber: 'número incompleto',
    twice: 'ya está en la lista',
    badPurpose: 'no existe ese propósito',
    faulty: (n: number) =>
      n === 1
        ? '1 fila será rechazada tal como está. Las demás siguen.'
        : `${n} filas serán rechazadas tal como están. Las demás siguen.`,
    tooMany: (most: number, n: number) =>
      `Solo se toman las primeras ${most} filas; ${n === 1 ? 'la otra será rechazada' : `las otras ${n} serán rechazadas`}.`,
    wayTooMany: (most: number) => `Pon como máximo ${most} filas en un archivo y elígelo otra vez.`,
    emptyFile: 'En este archivo no hay ninguna fila con un número. Pon los números en la primera columna.',
    unreadable: 'No se pudo leer este archivo',
    notText: 'Esto no es un archivo CSV. En tu hoja de cálculo, guárdalo como CSV y elígelo otra vez.',
    tooLarge: 'Este archivo pasa de 2 MB. Pon como máximo 500 filas en un archivo.',
    verb: { add: 'Agregar números', move: 'Mover números', remove: 'Quitar números' },
    commit: {
      add: (n: number) => `Agregar ${numbers(n)}`,
      move: (n: number) => `Mover ${numbers(n)}`,
      remove: (n: number) => `Quitar ${numbers(n)}`,
    },
    ask: {
      add: (n: number, level: string) => `¿Agregar ${numbers(n)} a “${level}”?`,
      move: (n: number, level: string) => `¿Mover ${numbers(n)} a “${level}”?`,
      remove: (n: number, level: string) => `¿Quitar ${numbers(n)} de “${level}”?`,
    },
    askWhy: 'Cada fila va por su cuenta: una que no se pueda hacer no detiene a las demás, y ves por qué.',
    lost: 'Puedes intentar otra vez: nada se hace dos veces.',
    discard: '¿Salir sin aplicar?',
    discardWhy: (n: number) =>
      n === 1 ? 'Se perderá el número de la lista.' : `Se perderán los ${n} números de la lista.`,
    discardVerb: 'Salir',
  },
  result: {
    title: { add: 'Números agregados', move: 'Números movidos', remove: 'Números quitados' },
    none: 'No cambió nada',
    done: { add: 'Agregado', move: 'Movido', remove: 'Quitado' },
    rejected: 'Rechazado',
    summary: (done: string, rejected: number) =>
      `${done}, ${rejected === 1 ? '1 rechazado' : `${rejected} rechazados`}.`,
    check:
      'Algunos números fueron rechazados. Revisa el número y el propósito de cada uno e intenta con ellos otra vez.',
    now: (level: string) => `ahora en “${level}”`,
    download: 'Descargar como CSV',
    downloadLater: 'Descargar los reasignados como CSV',
    link: 'Si no empezó, ábrelo aquí',
    reassign: (n: number) => `Reasignar ${numbers(n)}`,
    reassignAsk: (n: number, level: string) => `¿Reasignar ${numbers(n)} a “${level}”?`,
    reassignWhy: 'Salen de la unidad o del programa donde están ahora:',
    more: (n: number) => `y ${n} más`,
    another: 'Otra lista',
    close: 'Listo',
  },
} satisfies Pick<Text['levels'], 'manage' | 'result'>;
