import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { HighlevelContext } from '../../context.ts';
import type { Acts } from '../acts.ts';
import type { Webhooks } from '../events.ts';
import { type Company, type Location, living, type Records, type User } from '../records.ts';
import type { Workflows } from '../workflows.ts';

/** What every page of the CRM is built from. */
export interface CrmParts {
  ctx: HighlevelContext;
  records: Records;
  acts: Acts;
  webhooks: Webhooks;
  workflows: Workflows;
}

/** Which company's CRM is looked at, and how. */
export interface Scene {
  ctx: HighlevelContext;
  records: Records;
  company: Company;
  theme: 'light' | 'dark' | undefined;
}

/** Thrown by pages for what is not there. */
export class Missing extends Error {}

export function sceneOf(c: Context, { ctx, records }: CrmParts): Scene {
  const wanted = c.req.query('company');
  const company = wanted === undefined ? records.companies.values().next().value : records.companies.get(wanted);
  if (!company) throw new Missing(wanted ? 'There is no such company.' : 'The CRM is empty: nobody has seeded it.');
  const said = c.req.query('theme') ?? getCookie(c, 'crm_theme');
  return { ctx, records, company, theme: said === 'light' || said === 'dark' ? said : undefined };
}

/** A link inside the CRM that stays with the company where there are several. */
export function linkIn({ records, company }: Scene, path: string, query: Record<string, string> = {}): string {
  const all = { ...query, ...(records.companies.size > 1 && { company: company.id }) };
  const search = new URLSearchParams(all);
  return search.size ? `/crm${path}?${search}` : `/crm${path}`;
}

export const locationsIn = ({ records, company }: Scene): Location[] =>
  living(records.locations.values()).filter(location => location.companyId === company.id);

export const peopleIn = ({ records, company }: Scene): User[] =>
  living(records.users.values()).filter(user => user.companyId === company.id);
