import type { SandboxContext } from '../../context.ts';
import type { Edits } from '../edit.ts';
import type { Records } from '../records.ts';
import { Refusal } from './answer.ts';

export interface RestParts {
  ctx: SandboxContext;
  records: Records;
  edits: Edits;
  /** Records on one page of a list; read at every request. */
  pageSize: () => number;
}

/** The agencies that a request's bearer opens. */
export type Scope = { Variables: { companies: Set<string> } };

/** The agencies of a bearer: the one that has it as its own, or for the general bearer all that have none. */
export function openedBy(records: Records, token: string | undefined, general: string): Set<string> | undefined {
  if (!token) return undefined;
  const opened = [...records.companies.values()].filter(c => (c.api_token ?? general) === token);
  return opened.length || token === general ? new Set(opened.map(c => c.id)) : undefined;
}

/** The location of that id, if one of the bearer's agencies holds it. */
export function mustSee(records: Records, companies: Set<string>, locationId: string) {
  const location = records.locations.get(locationId);
  if (!location || !companies.has(location.companyId)) throw new Refusal(404, 'No such location.', 'location_id');
  return location;
}
