import type { Ctx } from '../context.ts';
import { type TwilioClient, TwilioError } from '../edge/twilio.ts';
import { numberUrls } from '../number/order.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import { accountedFor, lastHolder, poolOf, type ReconciledAgency } from './books-store.ts';
import { noteDrift } from './findings.ts';
import { compareNumbers, type Drift, type Holding } from './rules/drift.ts';

type Pooled = Awaited<ReturnType<typeof poolOf>>[number];

/** Pool numbers ↔ Twilio, per account they live in. URLs that went astray are set again. */
export async function reconcileNumbers(ctx: Ctx, agency: ReconciledAgency): Promise<Drift[]> {
  const pool = await poolOf(ctx, agency.id);
  const accounts = new Set(pool.map(one => one.twilioAccountSid));
  accounts.add(agency.twilioSid ?? ctx.env.TWILIO_ACCOUNT_SID);
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
  const urls = Object.values(orderedUrls(ctx));
  const { missing, wrongUrls, strangers } = compareNumbers(pool, holdings, urls, ctx.now);
  const drifts: Drift[] = missing.map(({ id, e164 }) => ({
    kind: 'number_missing',
    subject: id,
    detail: { e164 },
    repaired: false,
  }));
  for (const { pooled, holding } of wrongUrls) {
    const repaired = await setUrls(ctx, twilio, holding);
    drifts.push({ kind: 'number_urls', subject: pooled.id, detail: { e164: pooled.e164 }, repaired });
  }
  const others = await unaccounted(ctx, strangers);
  if (own) return [...drifts, ...others.map(({ e164 }) => strangerOf('not_imported', e164))];
  return [...drifts, ...(await attributed(ctx, agency.id, others))];
}

/** Every number of an account; undefined when an agency's own one does not let us in. */
async function holdingsOf(ctx: Ctx, twilio: TwilioClient, own: boolean): Promise<Holding[] | undefined> {
  const all: Holding[] = [];
  try {
    for (let next: string | null | undefined; next !== null; ) {
      const page = await twilio.holdings(next);
      for (const one of page.items) {
        const urls = [one.voice_url, one.voice_fallback_url, one.sms_url, one.status_callback];
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
  const { voiceUrl, voiceFallbackUrl, smsUrl, statusCallback } = numberUrls(ctx.env);
  return { voiceUrl, voiceFallbackUrl, smsUrl, statusCallback };
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
async function unaccounted(ctx: Ctx, strangers: readonly Holding[]): Promise<Holding[]> {
  const known = await accountedFor(
    ctx,
    strangers.map(({ e164 }) => e164),
  );
  return strangers.filter(({ e164 }) => !known.has(e164));
}

/** Numbers of our own account in no pool: told to whoever last had them; of nobody's, kept for us alone. */
async function attributed(ctx: Ctx, agencyId: string, others: readonly Holding[]): Promise<Drift[]> {
  const mine: Drift[] = [];
  for (const { e164 } of others) {
    const holder = await lastHolder(ctx, e164);
    if (holder === agencyId) mine.push(strangerOf('number_not_in_pool', e164));
    if (holder !== undefined) continue;
    ctx.log.warn('reconcile.nobodys_number', { e164 });
    await noteDrift(ctx, '', strangerOf('number_not_in_pool', e164));
  }
  return mine;
}

function strangerOf(kind: 'not_imported' | 'number_not_in_pool', e164: string): Drift {
  return { kind, subject: e164, detail: { e164 }, repaired: false };
}
