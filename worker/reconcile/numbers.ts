import type { Ctx } from '../context.ts';
import { type TwilioClient, TwilioError } from '../edge/twilio.ts';
import { numberUrls } from '../number/order.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import { accountedFor, lastHolder, poolOf, type ReconciledAgency } from './books-store.ts';
import { compareNumbers, type Drift, type Holding } from './rules/drift.ts';

export interface Pooled {
  id: string;
  e164: string;
  boughtAt: number;
}

/**
 * Pool numbers ↔ Twilio, per account they live in. URLs that went astray are set again.
 * @param oursToo our own account as well; the night looks through that one once for all agencies
 */
export async function reconcileNumbers(ctx: Ctx, agency: ReconciledAgency, oursToo: boolean): Promise<Drift[]> {
  const ours = ctx.env.TWILIO_ACCOUNT_SID;
  const pool = await poolOf(ctx, agency.id);
  const accounts = new Set(pool.map(one => one.twilioAccountSid));
  accounts.add(agency.twilioSid ?? ours);
  if (!oursToo) accounts.delete(ours);
  const drifts: Drift[] = [];
  for (const sid of accounts) {
    const here = pool.filter(one => one.twilioAccountSid === sid);
    drifts.push(...(await reconcileAccount(ctx, agency, sid, here)));
  }
  return drifts;
}

async function reconcileAccount(ctx: Ctx, agency: ReconciledAgency, sid: string, pool: Pooled[]): Promise<Drift[]> {
  const own = sid === agency.twilioSid;
  const twilio = await twilioFor(ctx, own ? agency : sid);
  const holdings = await holdingsOf(ctx, twilio, own);
  if (!holdings) return [{ kind: 'twilio_lost', subject: sid, detail: {}, repaired: false }];
  const ours = sid === ctx.env.TWILIO_ACCOUNT_SID;
  const { drifts, strangers } = await compared(ctx, twilio, pool, holdings, ours);
  const others = await unaccounted(ctx, strangers);
  if (own) return [...drifts.map(one => one.drift), ...others.map(({ e164 }) => strangerOf('not_imported', e164))];
  const mine: Drift[] = [];
  for (const { e164 } of others) {
    if ((await lastHolder(ctx, e164)) === agency.id) mine.push(strangerOf('number_not_in_pool', e164, ours));
  }
  return [...drifts.map(one => one.drift), ...mine];
}

/** What does not agree between a pool and what an account holds, each with the number's row; URLs are set again. */
export async function compared<P extends Pooled>(
  ctx: Ctx,
  twilio: TwilioClient,
  pool: readonly P[],
  holdings: readonly Holding[],
  ours: boolean,
): Promise<{ drifts: { pooled: P; drift: Drift }[]; strangers: Holding[] }> {
  const { missing, wrongUrls, strangers } = compareNumbers(pool, holdings, Object.values(orderedUrls(ctx)), ctx.now);
  const drifts = missing.map(pooled => ({ pooled, drift: driftOf('number_missing', pooled, ours, false) }));
  for (const { pooled, holding } of wrongUrls) {
    const repaired = await setUrls(ctx, twilio, holding);
    drifts.push({ pooled, drift: driftOf('number_urls', pooled, ours, repaired) });
  }
  return { drifts, strangers };
}

/** Every number of an account; undefined when an agency's own one does not let us in. */
export async function holdingsOf(ctx: Ctx, twilio: TwilioClient, own: boolean): Promise<Holding[] | undefined> {
  const all: Holding[] = [];
  try {
    for (let next: string | null | undefined; next !== null; ) {
      const page = await twilio.holdings(next);
      for (const one of page.items) {
        const urls = [one.voice_url, one.voice_fallback_url, one.sms_url, one.sms_fallback_url, one.status_callback];
        all.push({ sid: one.sid, e164: one.phone_number, urls });
      }
      next = page.next;
    }
    return all;
  } catch (cause) {
    const refused = cause instanceof TwilioError && (cause.status === 401 || cause.status === 403);
    if (!own || !refused) throw cause;
    ctx.log.error('reconcile.twilio_lost', cause, {});
    return undefined;
  }
}

/** In the order in which a holding lists them. */
function orderedUrls(ctx: Ctx) {
  const { voiceUrl, voiceFallbackUrl, smsUrl, smsFallbackUrl, statusCallback } = numberUrls(ctx.env);
  return { voiceUrl, voiceFallbackUrl, smsUrl, smsFallbackUrl, statusCallback };
}

async function setUrls(ctx: Ctx, twilio: TwilioClient, { sid, e164 }: Holding): Promise<boolean> {
  try {
    await twilio.update(sid, orderedUrls(ctx));
    return true;
  } catch (cause) {
    if (!(cause instanceof TwilioError)) throw cause;
    ctx.log.error('reconcile.urls_not_set', cause, { e164 });
    return false;
  }
}

/** Those that are in nobody's pool, and on their way into or out of none. */
export async function unaccounted(ctx: Ctx, strangers: readonly Holding[]): Promise<Holding[]> {
  const known = await accountedFor(
    ctx,
    strangers.map(({ e164 }) => e164),
  );
  return strangers.filter(({ e164 }) => !known.has(e164));
}

function driftOf(kind: Drift['kind'], { id, e164 }: Pooled, ours: boolean, repaired: boolean): Drift {
  return { kind, subject: id, detail: { e164, ...(ours && { ours }) }, repaired };
}

export function strangerOf(kind: 'not_imported' | 'number_not_in_pool', e164: string, ours = false): Drift {
  return { kind, subject: e164, detail: { e164, ...(ours && { ours }) }, repaired: false };
}
