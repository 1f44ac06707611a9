import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import { conflict, forbidden, notFound } from '../problem.ts';
import { triggered } from '../workflow/fire.ts';
import { standingOf } from './rules/claim.ts';
import { refusalOf } from './rules/thread.ts';
import type { Viewer } from './rules/visible.ts';
import { type Caller, callersOf } from './store/callers.ts';
import { claimFreed, claimMade } from './store/claim.ts';
import type { Place } from './store/records.ts';
import { type Thread, threadAt } from './thread.ts';

/**
 * Lets a person act on a caller (U-7): claims the caller for them first where the rules say so. Two at once: the database
 * lets one win, the other gets `claimed_by_other` naming who. @param check refuses what would come to nothing, before it; may be a promise
 */
export async function claimFirst(
  ctx: Ctx,
  place: Place,
  viewer: Viewer,
  key: string,
  check?: (thread: Thread) => unknown,
): Promise<Thread> {
  const thread = await threadAt(ctx, place, viewer, key, true);
  const standing = standingOf(viewer, thread.records, thread.known);
  if (!standing.ok) {
    const by = thread.known.live?.name ?? '';
    if (standing.why === 'claimed' || standing.why === 'unseen') throw claimedBy(by);
    throw forbidden(refusalOf(standing.why, by));
  }
  await check?.(thread);
  if (!standing.claims) return thread;
  return { ...thread, known: await claimed(ctx, place, viewer, thread) };
}

async function claimed(ctx: Ctx, place: Place, viewer: Viewer, { caller, known }: Thread): Promise<Caller> {
  const { live } = known;
  // A claim whose user was blocked or has left holds nobody off; its end is written down when the next one begins.
  const ended = live && !live.isHeld ? claimFreed(ctx, place, live.id, 'blocked') : [];
  try {
    const id = ctx.id('clm');
    const told = triggered({ ...place, happening: 'caller_claimed', subjectId: id, at: ctx.now });
    await commitWith(ctx, place.agencyId, [...ended, ...claimMade(ctx, place, id, caller, viewer.userId)], [told]);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
  }
  const contactIds = new Map(known.contact ? [[caller, known.contact.id]] : []);
  const now = (await callersOf(ctx, place, [caller], contactIds)).get(caller);
  if (!now?.live) throw conflict('changed', 'Not done.', 'Somebody else changed this just now. Look again.');
  if (now.live.userId !== viewer.userId) throw claimedBy(now.live.name);
  return now;
}

/** Gives a caller back to everybody (U-8). Admins only; the route sees to that. */
export async function free(ctx: Ctx, place: Place, viewer: Viewer, key: string): Promise<void> {
  const { known } = await threadAt(ctx, place, viewer, key);
  if (!known.live) return;
  try {
    await ctx.db.commit(claimFreed(ctx, place, known.live.id, 'admin'));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
  }
}

function claimedBy(by: string) {
  if (!by) return notFound('conversation');
  return conflict('claimed_by_other', 'Already claimed.', refusalOf('claimed', by), { by });
}
