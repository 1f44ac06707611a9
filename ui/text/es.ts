import type { Text } from './en.ts';
import { activity } from './es/activity.ts';
import { agents } from './es/agents.ts';
import { api } from './es/api.ts';
import { callLog } from './es/call-log.ts';
import { clientBuying } from './es/client-buying.ts';
import { companyNumber } from './es/company-number.ts';
import { connection } from './es/connection.ts';
import { failures } from './es/failures.ts';
import { forwarding } from './es/forwarding.ts';
import { hostSync } from './es/host-sync.ts';
import { inbox } from './es/inbox.ts';
import { kit } from './es/kit.ts';
import { levels } from './es/levels.ts';
import { margin } from './es/margin.ts';
import { mySettings } from './es/my-settings.ts';
import { numbers } from './es/numbers.ts';
import { phoneNumbers } from './es/phone-numbers.ts';
import { plan } from './es/plan.ts';
import { prices } from './es/prices.ts';
import { requests } from './es/requests.ts';
import { settings } from './es/settings.ts';
import { shell } from './es/shell.ts';
import { staff } from './es/staff.ts';
import { subAccounts } from './es/sub-accounts.ts';
import { workflows } from './es/workflows.ts';

/**
 * Every sentence of the panels in Spanish, for Latin America, in the short imperative that products use ("Compra un número").
 *
 * Glossary: sub-account subcuenta · pool inventario · carrier operadora · release liberar (a client), devolver (to the carrier) ·
 * assign asignar · wired to, rings suena con, le suena a · caller quien llama · unknown caller desconocido · owner (of a contact)
 * responsable · owner (a role) propietario · staff personal · text mensaje · voicemail buzón de voz, one of them mensaje de voz ·
 * forwarding desvío · claim tomar · ring group grupo de llamada · direct number número directo · company number número de la
 * empresa · voice agent agente de voz · workflow flujo de trabajo · trigger disparador · hook webhook · call purpose propósito ·
 * business unit unidad de negocio · standing situación · markup recargo · reconcile conciliar · not in service fuera de servicio.
 */
export const es = {
  activity,
  agents,
  api,
  callLog,
  clientBuying,
  companyNumber,
  connection,
  failures,
  forwarding,
  hostSync,
  inbox,
  kit,
  levels,
  margin,
  mySettings,
  numbers,
  phoneNumbers,
  plan,
  prices,
  requests,
  settings,
  shell,
  staff,
  subAccounts,
  workflows,
} satisfies Text;
