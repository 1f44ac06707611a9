import { kit } from './en/kit.ts';
import { numbers } from './en/numbers.ts';
import { shell } from './en/shell.ts';

/** Every sentence the panels say, in English: one file per part under `en/`. Another language has the same type. */
export const en = { kit, numbers, shell };

export type Text = typeof en;
