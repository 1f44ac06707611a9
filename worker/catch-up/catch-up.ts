import type { Ctx } from '../context.ts';
import { type TwilioClient, TwilioError } from '../edge/twilio.ts';
import { mirrorAccount } from '../routing/mirror-account.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import { isWithin, type Span } from './rules/window.ts';
import { heldSince, isConnected, knownCalls, knownTexts } from './store.ts';
import { takeInCall, takeInText } from './take-in.ts';

/** One page of one of an account's lists; the job of the next page follows it. */
export interface CatchUp {
  accountSid: string;
  span: Span;
  list: 'texts' | 'calls';
  /** Twilio's next page; absent for the first. */
  page?: string;
}

const SECOND = 1000;

/** Something Twilio lists: what came in, when (epoch ms), and to which number. */
interface Arrival {
  sid: string;
  to: string;
  at: number;
}

/**
 * takes in what a page of Twilio's list shows to have come while we were away, oldest first, and goes on with the
 * next page. Whatever is written down already stays as it is, so that all of it may be done twice.
 */
export async function catchUp(ctx: Ctx, job: CatchUp): Promise<void> {
  if (!(await isConnected(ctx, job.accountSid))) return;
  // The night also makes sure that this account's requests can be verified without the database.
  if (job.list === 'texts' && !job.page && job.accountSid !== ctx.env.TWILIO_ACCOUNT_SID) {
    await mirrorAccount(ctx, job.accountSid);
  }
  const next = await pageOf(ctx, job);
  const { page: _, ...rest } = job;
  if (next) await goOn(ctx, { ...rest, page: next });
  else if (next === null && job.list === 'texts') await goOn(ctx, { ...rest, list: 'calls' });
}

/** @returns Twilio's next page; null after the last one that matters; undefined where it does not let us in */
async function pageOf(ctx: Ctx, job: CatchUp): Promise<string | null | undefined> {
  const twilio = await twilioFor(ctx, job.accountSid);
  try {
    return job.list === 'texts' ? await texts(ctx, twilio, job) : await calls(ctx, twilio, job);
  } catch (cause) {
    if (!isLockedOut(ctx, job.accountSid, cause)) throw cause;
    ctx.log.warn('catch_up.locked_out', { accountSid: job.accountSid });
    return undefined;
  }
}

async function texts(ctx: Ctx, twilio: TwilioClient, job: CatchUp): Promise<string | null> {
  const { items, next } = await twilio.textsSince(job.span.since, job.page);
  const inbound = items.filter(one => one.direction === 'inbound');
  for (const one of await strangers(ctx, job, inbound, sids => knownTexts(ctx, sids))) {
    await takeInText(ctx, twilio, one);
  }
  return isPast(items, job.span) ? null : next;
}

async function calls(ctx: Ctx, twilio: TwilioClient, job: CatchUp): Promise<string | null> {
  const { items, next } = await twilio.callsSince(job.span.since, job.page);
  const inbound = items.filter(one => one.direction === 'inbound' && one.isOver);
  for (const one of await strangers(ctx, job, inbound, sids => knownCalls(ctx, sids))) {
    await takeInCall(ctx, twilio, one);
  }
  return isPast(items, job.span) ? null : next;
}

/** What is in the span, not written down, and for who has the number now (N-10); oldest first. */
async function strangers<A extends Arrival>(
  ctx: Ctx,
  { accountSid, span }: CatchUp,
  listed: readonly A[],
  known: (sids: string[]) => Promise<ReadonlySet<string | null>>,
): Promise<A[]> {
  const inSpan = listed.filter(({ at }) => isWithin(at, span));
  if (!inSpan.length) return [];
  const there = await known(inSpan.map(({ sid }) => sid));
  const missing = inSpan.filter(({ sid }) => !there.has(sid));
  if (!missing.length) return [];
  const since = await heldSince(ctx, accountSid, [...new Set(missing.map(({ to }) => to))]);
  // Twilio counts whole seconds.
  return missing.filter(({ to, at }) => at + SECOND > (since.get(to) ?? Number.POSITIVE_INFINITY)).reverse();
}

/** Twilio lists the newest first. */
function isPast(items: readonly { at: number }[], { since }: Span): boolean {
  const oldest = items.at(-1);
  return oldest !== undefined && oldest.at < since;
}

async function goOn(ctx: Ctx, job: CatchUp): Promise<void> {
  if (!(await ctx.queue.entrust({ kind: 'catch_up', ...job }))) throw new Error('the queue did not take the next page');
}

/** An agency's own account that lets us in no longer: reconciling tells its admins. */
function isLockedOut(ctx: Ctx, accountSid: string, cause: unknown): boolean {
  const refused = cause instanceof TwilioError && (cause.status === 401 || cause.status === 403);
  return refused && accountSid !== ctx.env.TWILIO_ACCOUNT_SID;
}
