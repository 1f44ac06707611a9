import { activity } from './en/activity.ts';
import { agents } from './en/agents.ts';
import { api } from './en/api.ts';
import { callLog } from './en/call-log.ts';
import { clientBuying } from './en/client-buying.ts';
import { companyNumber } from './en/company-number.ts';
import { connection } from './en/connection.ts';
import { failures } from './en/failures.ts';
import { forwarding } from './en/forwarding.ts';
import { hostSync } from './en/host-sync.ts';
import { inbox } from './en/inbox.ts';
import { kit } from './en/kit.ts';
import { levels } from './en/levels.ts';
import { margin } from './en/margin.ts';
import { mySettings } from './en/my-settings.ts';
import { numbers } from './en/numbers.ts';
import { phoneNumbers } from './en/phone-numbers.ts';
import { plan } from './en/plan.ts';
import { prices } from './en/prices.ts';
import { requests } from './en/requests.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { staff } from './en/staff.ts';
import { subAccounts } from './en/sub-accounts.ts';
import { workflows } from './en/workflows.ts';

/** Every sentence the panels say, in English: one file per part under `en/`. Another language has the same type. */
export const en = {
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
};

export type Text = typeof en;
