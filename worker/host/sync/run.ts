import type { Ctx } from '../../context.ts';
import { LostRace } from '../../edge/db.ts';
import { connectHost } from '../connect.ts';
import { HostError, type HostPort } from '../port.ts';
import { AT_ONCE, partsBegun } from './begin.ts';
import { keepContacts, sweepContacts, Unbelievable } from './contacts.ts';
import { waitingSyncs } from './due-store.ts';
import { livingPlace } from './known-store.ts';
import { keepPeoplePage, sweepPeople } from './people.ts';
import { keepPlaces, sweepPlaces } from './places.ts';
import { nextTry } from './rules/wait.ts';
import { afterStep, moveOn, runFailed, runPaused, type Step, type SyncRow, takeSync } from './sync-store.ts';

/** A job is short, so that calls never wait behind it: so many steps and records, then the next job goes on. */
const MOST_STEPS = 12;
const MOST_RECORDS = 800;
/** A place or person that changed is a batch of its own; contacts are not. */
const A_CHANGE = 10;
/** What little is left is done one after the other; of more, several jobs take their share. */
const FEW = 3;
/** The longest that a message may be put off. */
const LONGEST_S = 3600;

/** The agency took the app out, or its CRM has no interface. */
class NotConnected extends Error {}

/**
 * Carries a sync on by some steps, then what waits behind it, and hands on to the next job (H-5). Interrupted anywhere it
 * goes on where it was: a step's changes and its cursor are one batch.
 * @param handedOnAt pages there were when the job before handed on
 */
export async function runSync(ctx: Ctx, syncId: string, handedOnAt?: number): Promise<void> {
  const left = { steps: MOST_STEPS, records: MOST_RECORDS };
  let row = await takeSync(ctx, syncId, handedOnAt);
  while (row) {
    const isOver = await carryOn(ctx, row, left);
    if (!isOver) return;
    const [next, ...others] = await waitingSyncs(ctx, AT_ONCE);
    if (!next) return;
    const isDone = left.steps <= 0 || left.records <= 0;
    const handed = isDone ? [next, ...others] : others.length > FEW ? others : [];
    await ctx.queue.send(handed.map(id => ({ kind: 'host_sync', syncId: id })));
    if (isDone) return;
    row = await takeSync(ctx, next);
  }
}

/** @returns whether the row is through, or waits for its host; else another job has it now */
async function carryOn(ctx: Ctx, taken: SyncRow, left: { steps: number; records: number }): Promise<boolean> {
  const byHost: Ctx = { ...ctx, actor: { kind: 'host', id: taken.agencyId, source: 'sync' } };
  let row = taken;
  try {
    const host = await connectHost(ctx, row.agencyId);
    if (!host) throw new NotConnected('the CRM is not connected');
    while (row.phase !== 'done' && left.steps > 0 && left.records > 0) {
      const made = await step(byHost, row, host);
      left.steps -= 1;
      left.records -= costOf(row, made);
      row = afterStep(row, made);
    }
  } catch (cause) {
    // Somebody else applied that page, or another run began: theirs is the row.
    if (cause instanceof LostRace && /host_sync|audit/.test(cause.constraint)) return false;
    await stumbled(byHost, row, cause);
    return true;
  }
  if (row.phase === 'done') return true;
  await ctx.queue.send([{ kind: 'host_sync', syncId: row.id, pages: row.pages }]);
  return false;
}

function costOf({ kind }: SyncRow, { done = 0, changed = 0, gone = 0 }: Step): number {
  return done + (kind === 'contacts' ? gone : (changed + gone) * A_CHANGE);
}

async function step(ctx: Ctx, row: SyncRow, host: HostPort): Promise<Step> {
  if (row.kind === 'contacts') return stepContacts(ctx, row, host);
  if (row.phase === 'listing') {
    if (row.kind === 'people') return keepPeoplePage(ctx, row, host);
    return stepPlaces(ctx, row, host);
  }
  return row.kind === 'people' ? sweepPeople(ctx, row) : sweepPlaces(ctx, row, host);
}

/** Where only single locations have the app nobody may list the company's: those we know are looked through. */
async function stepPlaces(ctx: Ctx, row: SyncRow, host: HostPort): Promise<Step> {
  try {
    return await keepPlaces(ctx, row, host.lists, await host.locationPage(row.cursor));
  } catch (cause) {
    const isRefusal = cause instanceof HostError && [401, 403].includes(cause.status);
    if (!isRefusal || host.lists.allLocations) throw cause;
    return moveOn(ctx, row, { phase: 'done', cursor: null }, await partsBegun(ctx, row));
  }
}

async function stepContacts(ctx: Ctx, row: SyncRow, host: HostPort): Promise<Step> {
  const place = await livingPlace(ctx, row);
  if (!place) throw new NotConnected('the sub-account is gone, or without the app');
  if (row.phase === 'sweeping') return sweepContacts(ctx, row);
  const page = await host.contactPage(place.hostLocationId, row.cursor);
  return keepContacts(ctx, row, place.country, page);
}

/** After a step that failed: later or never; what is not the host's fault is the queue's to try again. */
async function stumbled(ctx: Ctx, row: SyncRow, cause: unknown): Promise<void> {
  const isHosts = cause instanceof HostError || cause instanceof Unbelievable || cause instanceof NotConnected;
  const error = isHosts ? cause.message : 'something broke on our side';
  const mayPass = cause instanceof HostError ? cause.mayPass : !isHosts;
  const retryAfterMs = cause instanceof HostError ? cause.retryAfterMs : undefined;
  const next = nextTry({ mayPass, retryAfterMs, attempts: row.attempts });
  if (!isHosts) ctx.log.error('host_sync.failed', cause, { syncId: row.id });
  else ctx.log.warn('host_sync.stumbled', { syncId: row.id, why: error, next: next.kind });
  if (next.kind === 'never') {
    // What is known already is looked through all the same.
    if (row.kind === 'places') await ctx.db.commit(await partsBegun(ctx, row));
    return runFailed(ctx, row, error);
  }
  const isAsked = retryAfterMs !== undefined && mayPass;
  await runPaused(ctx, row, {
    dueAt: ctx.now + next.waitMs,
    attempts: isAsked ? row.attempts : row.attempts + 1,
    error: isAsked ? null : error,
  });
  const delay = Math.min(LONGEST_S, Math.ceil(next.waitMs / 1000));
  await ctx.queue.send([{ kind: 'host_sync', syncId: row.id }], delay);
}
