import type { Language } from '../../language/rules/tag.ts';
import type { NotInstalled } from './install.ts';

type Page = [title: string, text: string];

/** What somebody who has just installed the app reads in the tab they did it in. */
export const INSTALL_WORDS: Record<Language, Record<NotInstalled['why'] | 'installed', Page>> = {
  en: {
    installed: [
      'Trunkline is installed',
      'Open it in your CRM’s left navigation. You can close this tab. Contacts and people are being read in the background.',
    ],
    code_refused: [
      'Not installed',
      'Your CRM did not confirm this install, or it was confirmed before. If Trunkline does not open in your CRM, install it again from the marketplace.',
    ],
    link_used: [
      'This link was used before',
      'Each link installs once. Begin again from the marketplace or from Settings.',
    ],
    link_expired: ['This link has expired', 'Begin again from the marketplace or from Settings.'],
    other_company: [
      'Nothing was changed',
      'You chose another company than the one that wanted to connect again. Begin again from Settings and choose your own.',
    ],
    host_down: ['Not installed', 'Your CRM did not answer. Install Trunkline again in a minute; nothing was lost.'],
  },
  es: {
    installed: [
      'Trunkline está instalado',
      'Ábrelo en el menú izquierdo de tu CRM. Puedes cerrar esta pestaña. Los contactos y las personas se leen en segundo plano.',
    ],
    code_refused: [
      'No se instaló',
      'Tu CRM no confirmó esta instalación, o ya se había confirmado. Si Trunkline no se abre en tu CRM, instálalo de nuevo desde el marketplace.',
    ],
    link_used: [
      'Este enlace ya se usó',
      'Cada enlace instala una vez. Empieza de nuevo desde el marketplace o desde Ajustes.',
    ],
    link_expired: ['Este enlace venció', 'Empieza de nuevo desde el marketplace o desde Ajustes.'],
    other_company: [
      'No se cambió nada',
      'Elegiste otra empresa que la que quería volver a conectarse. Empieza de nuevo desde Ajustes y elige la tuya.',
    ],
    host_down: ['No se instaló', 'Tu CRM no respondió. Instala Trunkline de nuevo en un minuto; no se perdió nada.'],
  },
};
