import type { ComponentType } from 'preact';
import type { IconName } from '../kit/Icon.tsx';
import { t } from '../text/index.ts';

/** One entry of the navigation and the page behind it, fetched when first opened. */
export interface Panel {
  title: () => string;
  icon: IconName;
  load: () => Promise<{ default: ComponentType }>;
}

/** Panel id (as GET /api/me lists them) → panel. An id that is not here yet is left out of the navigation. */
export const panels: Readonly<Record<string, Panel>> = {
  numbers: { title: () => t.numbers.title, icon: 'phone', load: () => import('./numbers/NumbersPanel.tsx') },
  margin: { title: () => t.margin.title, icon: 'chart', load: () => import('./margin/Margin.tsx') },
  activity: { title: () => t.activity.title, icon: 'clock', load: () => import('./activity/Activity.tsx') },
  'sub-accounts': {
    title: () => t.subAccounts.title,
    icon: 'building',
    load: () => import('./sub-accounts/SubAccounts.tsx'),
  },
  failures: { title: () => t.failures.title, icon: 'warn', load: () => import('./failures/Failures.tsx') },
  inbox: { title: () => t.inbox.title, icon: 'inbox', load: () => import('./inbox/Inbox.tsx') },
  'phone-numbers': {
    title: () => t.phoneNumbers.title,
    icon: 'phone',
    load: () => import('./phone-numbers/PhoneNumbers.tsx'),
  },
  staff: { title: () => t.staff.title, icon: 'people', load: () => import('./staff/Staff.tsx') },
  'company-number': {
    title: () => t.companyNumber.title,
    icon: 'building',
    load: () => import('./company-number/CompanyNumber.tsx'),
  },
  levels: { title: () => t.levels.nav, icon: 'levels', load: () => import('./levels/Levels.tsx') },
  agents: { title: () => t.agents.title, icon: 'wave', load: () => import('./agents/Agents.tsx') },
  forwarding: { title: () => t.forwarding.title, icon: 'forward', load: () => import('./forwarding/Forwarding.tsx') },
  'call-log': { title: () => t.callLog.title, icon: 'list', load: () => import('./call-log/CallLog.tsx') },
  workflows: { title: () => t.workflows.title, icon: 'flow', load: () => import('./workflows/Workflows.tsx') },
  api: { title: () => t.api.title, icon: 'key', load: () => import('./api/ApiPanel.tsx') },
  'my-settings': {
    title: () => t.mySettings.title,
    icon: 'sliders',
    load: () => import('./my-settings/MySettings.tsx'),
  },
  settings: { title: () => t.settings.title, icon: 'sliders', load: () => import('./settings/Settings.tsx') },
};
