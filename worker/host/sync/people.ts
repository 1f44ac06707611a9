import type { Ctx } from '../../context.ts';
import { parsePhone } from '../../number/rules/phone.ts';
import { forgetUser, mirrorUser } from '../mirror.ts';
import { HostError, type HostLists, type HostPage, type HostPort, type HostUserRecord } from '../port.ts';
import { type KnownPerson, nextLocation, type Places, peopleOf, unseenPeople } from './known-store.ts';
import { moveOn, type Step, type SyncRow, seen, seenForgotten } from './sync-store.ts';

const STROKE = 50;

/**
 * Our people say what the host's say (H-5). Where the list is of many companies, only those are ours who belong to one of
 * our locations, or were ours before, or are said to be (T-1).
 */
async function keepPeople(
  ctx: Ctx,
  row: SyncRow,
  lists: HostLists,
  page: HostPage<HostUserRecord>,
  goesOn: Pick<Step, 'phase' | 'cursor'>,
): Promise<Step> {
  const { agencyId } = row;
  const hostIds = page.items.map(({ id }) => id);
  const { places, companyId, people } = await peopleOf(ctx, agencyId, hostIds);
  const ours = page.items.filter(({ id, companyId: whose, locationIds }) =>
    whose === undefined
      ? lists.ofOneCompany || people.has(id) || locationIds.some(one => places.has(one))
      : whose === companyId,
  );
  const living = ours.filter(({ isDeleted }) => !isDeleted);
  const changed = living.filter(record => !isSame(record, people.get(record.id), places));
  for (const record of changed) await mirrorUser({ ctx, agencyId, at: ctx.now }, record, true);
  const ids = living.map(({ id }) => id);
  const isWhole = row.cursor === null && goesOn.phase === 'sweeping' && ids.length > 0;
  const isOver = isWhole && !(await unseenPeople(ctx, row, 1, ids)).length;
  const step: Step = {
    ...(isOver ? { phase: 'done', cursor: null } : goesOn),
    ...{ done: ours.length, changed: changed.length, total: lists.ofOneCompany ? page.total : undefined },
  };
  const behind = goesOn.phase === 'done' ? [seenForgotten(ctx, row.runId)] : [];
  return moveOn(ctx, row, step, isOver ? [] : seen(ctx, row.runId, ids), behind);
}

/** Where a list of people goes on: the company's, or with only single locations connected, one of theirs. */
interface Whose {
  /** '' = the company. */
  place: string;
  /** The list's own. */
  cursor: string | null;
}

const written = ({ place, cursor }: Whose): string => `${place}\n${cursor ?? ''}`;

function readCursor(text: string | null): Whose {
  const [place = '', ...rest] = (text ?? '').split('\n');
  return { place, cursor: rest.join('\n') || null };
}

/**
 * One page of the company's people. Where only single locations have the app, whose bearers know nothing of the company,
 * one page of a location's, one location after the other.
 */
export async function keepPeoplePage(ctx: Ctx, row: SyncRow, host: HostPort): Promise<Step> {
  const { place, cursor } = readCursor(row.cursor);
  const page = await pageOf(host, place, cursor);
  if (page instanceof HostError) {
    const next = await nextLocation(ctx, row.agencyId, place);
    if (next === null && row.done === 0) throw page;
    return keepPeople(ctx, row, host.lists, NOBODY, goingOn(next));
  }
  if (page.next !== null) {
    const further = written({ place, cursor: page.next });
    return keepPeople(ctx, row, host.lists, page, { phase: 'listing', cursor: further });
  }
  if (!place) return keepPeople(ctx, row, host.lists, page, { phase: 'sweeping', cursor: null });
  return keepPeople(ctx, row, host.lists, page, goingOn(await nextLocation(ctx, row.agencyId, place)));
}

const NOBODY: HostPage<HostUserRecord> = { items: [], next: null };

/** Lists of single locations do not name everybody: nobody is gone for not being on them. */
function goingOn(next: string | null): Pick<Step, 'phase' | 'cursor'> {
  if (next === null) return { phase: 'done', cursor: null };
  return { phase: 'listing', cursor: written({ place: next, cursor: null }) };
}

/** A refusal at a list's beginning is given back: another list may answer. */
async function pageOf(host: HostPort, place: string, cursor: string | null) {
  try {
    return await host.userPage(place || null, cursor);
  } catch (cause) {
    const isRefusal = cause instanceof HostError && [400, 401, 403, 404].includes(cause.status);
    if (isRefusal && cursor === null && !host.lists.allLocations) return cause;
    throw cause;
  }
}

/** People the host does not name any more are gone; not when it names nobody at all. */
export async function sweepPeople(ctx: Ctx, row: SyncRow): Promise<Step> {
  const unseen = row.done > 0 ? await unseenPeople(ctx, row, STROKE) : [];
  for (const id of unseen) await forgetUser({ ctx, agencyId: row.agencyId, at: ctx.now }, id);
  const step: Step = { phase: unseen.length ? 'sweeping' : 'done', cursor: null, gone: unseen.length };
  return moveOn(ctx, row, step, unseen.length ? [] : [seenForgotten(ctx, row.runId)]);
}

function isSame(record: HostUserRecord, known: KnownPerson | undefined, places: Places): boolean {
  if (!known || known.deletedAt !== null || known.name !== record.name || known.email !== record.email) return false;
  const agencyRole = record.isAgency ? (record.role === 'user' ? 'member' : record.role) : null;
  if (known.agencyRole !== agencyRole) return false;
  const theirs = record.isAgency ? [] : record.locationIds.flatMap(id => places.get(id) ?? []);
  const phone = record.phone ? parsePhone(record.phone, theirs[0]?.country ?? 'US') : undefined;
  if (known.phone !== (phone?.ok ? phone.e164 : null)) return false;
  const role = record.role === 'user' ? 'staff' : record.role;
  const seats = known.seats.filter(seat => seat.role === role).map(seat => seat.subAccountId);
  return known.seats.length === theirs.length && theirs.every(place => seats.includes(place.id));
}
