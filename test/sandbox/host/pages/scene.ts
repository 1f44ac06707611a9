import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { SandboxContext } from '../../context.ts';
import type { Edits } from '../edit.ts';
import type { Events } from '../events.ts';
import type { Company, Records, User } from '../records.ts';

/** What every page of the CRM is built from. */
export interface CrmParts {
  ctx: SandboxContext;
  records: Records;
  edits: Edits;
  events: Events;
}

export type Theme = 'light' | 'dark';

/** Who looks at the CRM, and how. */
export interface Scene {
  ctx: SandboxContext;
  records: Records;
  company: Company;
  /** The user that `?user=` names, if any. */
  user: User | undefined;
  /** Undefined: as the browser prefers. */
  theme: Theme | undefined;
}

/** Thrown by pages for what is not there. */
export class Missing extends Error {}

export function sceneOf(c: Context, { ctx, records }: CrmParts): Scene {
  const userId = c.req.query('user');
  const user = userId === undefined ? undefined : records.users.get(userId);
  if (userId && (!user || user.deleted)) throw new Missing('This user does not exist any more.');
  const wanted = user?.companyId ?? c.req.query('company');
  const company = wanted === undefined ? records.companies.values().next().value : records.companies.get(wanted);
  if (!company) throw new Missing(wanted ? 'There is no such company.' : 'The CRM is empty: nobody has seeded it.');
  return { ctx, records, company, user, theme: themeOf(c) };
}

/** `?theme=` first, then the switch's cookie. */
function themeOf(c: Context): Theme | undefined {
  const said = c.req.query('theme') ?? getCookie(c, 'crm_theme');
  return said === 'light' || said === 'dark' ? said : undefined;
}

/** A link inside the CRM that stays with the company where there are several. */
export function linkIn(
  { records, company }: Scene,
  path: string,
  query: Record<string, string | undefined> = {},
): string {
  const all = Object.entries({ ...query, company: records.companies.size > 1 ? company.id : undefined });
  const search = new URLSearchParams(all.flatMap(([key, value]) => (value ? [[key, value]] : [])));
  return search.size ? `${path}?${search}` : path;
}
