import { callLog } from './en/call-log.ts';
import { companyNumber } from './en/company-number.ts';
import { failures } from './en/failures.ts';
import { forwarding } from './en/forwarding.ts';
import { inbox } from './en/inbox.ts';
import { kit } from './en/kit.ts';
import { mySettings } from './en/my-settings.ts';
import { numbers } from './en/numbers.ts';
import { phoneNumbers } from './en/phone-numbers.ts';
import { shell } from './en/shell.ts';
import { staff } from './en/staff.ts';

/** Every sentence the panels say, in English: one file per part under `en/`. Another language has the same type. */
export const en = {
  callLog,
  companyNumber,
  failures,
  forwarding,
  inbox,
  kit,
  mySettings,
  numbers,
  phoneNumbers,
  shell,
  staff,
};

export type Text = typeof en;
