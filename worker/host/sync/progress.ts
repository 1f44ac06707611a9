import type { Ctx } from '../../context.ts';
import { refused } from '../../problem.ts';
import { connectHost } from '../connect.ts';
import { beginSync } from './begin.ts';
import { progressRows } from './known-store.ts';
import { partOf, urgency } from './rules/progress.ts';

/** As many sub-accounts as are worth naming: what failed first, then what is under way. */
const MOST = 100;

/** How far an agency's mirror of its CRM is (H-5): places, people, and the contacts of each sub-account. */
export async function readProgress(ctx: Ctx, agencyId: string) {
  const rows = await progressRows(ctx, agencyId);
  const parts = rows
    .filter(({ sync, name }) => sync.subAccountId === '' || name !== null)
    .map(({ sync, name }) => ({ ...partOf(sync), subAccountId: sync.subAccountId || null, name }));
  const contacts = parts.filter(({ kind }) => kind === 'contacts').sort((a, b) => urgency(b) - urgency(a));
  const count = (state: string) => contacts.filter(part => part.state === state).length;
  const complete = rows.flatMap(({ sync }) => sync.completeAt ?? []);
  return {
    /** Whether the CRM can be asked at all. */
    canAsk: (await connectHost(ctx, agencyId)) !== undefined,
    isUnderWay: parts.some(({ state }) => state === 'waiting' || state === 'running'),
    /** When the last look that came to its end began. */
    lookedAt: complete.length ? Math.max(...complete) : null,
    places: parts.find(({ kind }) => kind === 'places') ?? null,
    people: parts.find(({ kind }) => kind === 'people') ?? null,
    contacts: {
      ...{ all: contacts.length, done: count('done'), failed: count('failed') },
      records: contacts.reduce((sum, part) => sum + part.done, 0),
      items: contacts.slice(0, MOST),
    },
  };
}

/** Somebody wants the mirror looked through now. */
export async function askForSync(ctx: Ctx, agencyId: string) {
  if (!(await beginSync(ctx, agencyId, 'asked'))) {
    const detail = 'Your CRM is not connected, or cannot be asked. Connect it first.';
    throw refused('not_connected', 'Not begun.', detail);
  }
  return readProgress(ctx, agencyId);
}
