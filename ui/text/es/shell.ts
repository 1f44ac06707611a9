import type { Text } from '../en.ts';

/** El marco alrededor de los paneles. */
export const shell = {
  product: 'Trunkline',
  navigation: 'Paneles',
  starting: 'Abriendo…',
  skip: 'Ir al contenido',
  noHost: {
    title: 'Abre Trunkline desde tu CRM',
    why: 'Esta página funciona dentro de tu CRM, que le dice quién eres.',
    next: 'Vuelve a tu CRM y elige Trunkline en su menú.',
  },
  silent: {
    title: 'Tu CRM no respondió',
    why: 'Trunkline le preguntó a tu CRM quién eres y no oyó nada en cinco segundos.',
    next: 'Recarga esta página en tu CRM. Si vuelve a pasar, pide a tu administrador que revise si esta dirección está permitida.',
  },
  refused: {
    title: 'No has iniciado sesión',
    next: 'Cierra esta página y abre Trunkline otra vez desde tu CRM.',
  },
  ended: {
    title: 'Tu sesión terminó',
    why: 'Lo que guardaste quedó guardado.',
    hint: 'Si iniciar sesión otra vez no ayuda, abre Trunkline de nuevo desde tu CRM.',
    next: 'Iniciar sesión otra vez',
  },
  broken: {
    title: 'Esta página dejó de funcionar',
    why: 'El resto de Trunkline sigue funcionando.',
    next: 'Abrirla otra vez',
  },
  unreachable: {
    title: 'No se puede llegar a Trunkline',
    detail: 'Revisa tu conexión. Seguimos intentando.',
  },
  unexpected: {
    title: 'Eso no funcionó',
    detail: 'Algo salió mal de nuestro lado. Intenta otra vez en un momento.',
  },
  nothing: {
    title: 'Todavía no hay nada para ti aquí',
    why: 'Tu rol no tiene páginas en Trunkline.',
    next: (who: string) => `Pide acceso a ${who}.`,
  },
  support: (agency: string) => `¿Problemas? Habla con ${agency}:`,
  ownSupport: (agency: string) => `Contacto de ayuda de ${agency}:`,
  reference: (id: string) => `Referencia ${id}`,
} satisfies Text['shell'];
