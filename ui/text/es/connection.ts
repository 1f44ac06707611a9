import type { Text } from '../en.ts';
import { count } from './plural.ts';

/** La conexión de la agencia con su CRM (Ajustes). */
export const connection = {
  title: 'Tu CRM',
  about: 'De dónde vienen las personas, subcuentas y contactos, y dónde se anotan llamadas y mensajes.',
  state: {
    connected: (crm: string) => `Conectado con ${crm}`,
    partly: (crm: string) => `Conectado con subcuentas sueltas de ${crm}`,
    refused: (crm: string) => `${crm} ya no acepta a Trunkline`,
    missing: (crm: string) => `Todavía sin conexión con ${crm}`,
    events_only: (crm: string) => `${crm} le avisa a Trunkline qué cambia`,
  },
  why: {
    connected: 'Las llamadas y los mensajes se anotan en los contactos, y lo que cambia allí se ve aquí.',
    partly:
      'Trunkline está instalado en algunas subcuentas, no en la agencia. Instálalo en la agencia para cubrirlas todas.',
    refused:
      'Las llamadas siguen llegando a donde deben. No se anota nada en los contactos ni se ven los cambios de allí hasta que te conectes otra vez.',
    missing: 'La instalación no terminó. Conéctate para leer personas, subcuentas y contactos.',
    events_only:
      'No tiene una interfaz a la que preguntar, así que las llamadas y los mensajes quedan en el registro de Trunkline.',
  },
  connect: 'Conectar',
  connectAgain: 'Conectar otra vez',
  opening: 'Abriendo tu CRM…',
  opened: 'Termina en la otra pestaña. Esta página lo nota sola.',
  blocked: 'El navegador retuvo la pestaña. Ábrela aquí:',
  open: 'Abrir tu CRM',
  lastEvent: 'Último aviso',
  never: 'aún no',
  renewed: 'Acceso renovado',
  failed: (n: number) => `${count(n, 'aviso falló', 'avisos fallaron')}`,
  failedLink: 'Ver fallas',
  domains: {
    title: 'Dominios de marca blanca',
    about:
      'Si tu gente abre el CRM bajo un dominio tuyo, Trunkline solo se muestra allí cuando el dominio está en la lista y confirmado.',
    list: 'Dominios que pueden mostrar Trunkline',
    none: 'Ninguno. Solo las direcciones propias de tu CRM muestran Trunkline.',
    confirmed: 'Puede mostrar Trunkline',
    told: 'Indicado por tu CRM, sin confirmar',
    confirm: 'Confirmar',
    add: 'Agregar un dominio',
    hint: 'Como app.example.com',
    addVerb: 'Agregar',
    remove: (domain: string) => `Quitar ${domain}`,
    removeAsk: (domain: string) => `¿Quitar ${domain}?`,
    removeWhy: 'Trunkline queda en blanco para quien abra tu CRM bajo este dominio.',
    removeVerb: 'Quitar',
    added: (domain: string) => `${domain} puede mostrar Trunkline.`,
    removed: (domain: string) => `${domain} ya no puede mostrar Trunkline.`,
  },
} satisfies Text['connection'];
