import { type Action, may, type Role } from './permission.ts';

export const PANELS = [
  'numbers',
  'sub-accounts',
  'margin',
  'activity',
  'failures',
  'inbox',
  'phone-numbers',
  'staff',
  'company-number',
  'levels',
  'agents',
  'forwarding',
  'call-log',
  'workflows',
  'api',
  'my-settings',
  'settings',
] as const;
export type PanelId = (typeof PANELS)[number];

const NEEDS: Record<PanelId, Action> = {
  numbers: 'pool.read',
  'sub-accounts': 'agency.users',
  margin: 'agency.report',
  activity: 'agency.report',
  settings: 'agency.settings',
  failures: 'failures.read',
  inbox: 'inbox.act',
  'company-number': 'company-number.edit',
  levels: 'levels.edit',
  agents: 'agents.edit',
  'call-log': 'calls.read',
  workflows: 'workflows.edit',
  api: 'keys.edit',
  'phone-numbers': 'phone-numbers.read',
  staff: 'staff.edit',
  forwarding: 'forwarding.edit',
  'my-settings': 'my-settings.edit',
};

/** The panels a role sees, in the order of the navigation (T-2). */
export function panelsFor(role: Role): PanelId[] {
  return PANELS.filter(panel => may(role, NEEDS[panel]));
}
