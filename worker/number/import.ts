import { auditLine } from '../audit/store.ts';
import type { Ctx, Person } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { type IncomingNumber, type TwilioClient, TwilioError } from '../edge/twilio.ts';
import { commitWith } from '../notification/commit.ts';
import { holdingsOf, ownAccount } from './own-account.ts';
import { IMPORT_SENTENCES, type ImportRefusal, importable, kindOf } from './rules/import.ts';
import type { NumberType } from './rules/offer.ts';
import { fromCarrier } from './search.ts';
import { heldRow, isHandedBack, numberInsert } from './store/pool.ts';
import { isBeingBought } from './store/purchase.ts';

interface Import {
  ctx: Ctx;
  agencyId: string;
  accountSid: string;
  priceOf: ReturnType<typeof priceList>;
  held: Map<string, IncomingNumber>;
}

type Result = { numberId: string } | { reason: ImportRefusal };

/**
 * Takes numbers of the agency's own Twilio account into its pool (N-3): each is added or rejected with its reason. It
 * stays the account's; only where Twilio reports to is set. Importing again changes nothing.
 */
export async function importNumbers(ctx: Ctx, person: Person, typed: readonly string[]) {
  const { sid, twilio } = await ownAccount(ctx, person.agencyId);
  const held = new Map((await holdingsOf(twilio)).map(one => [one.phone_number, one]));
  const act: Import = { ctx, agencyId: person.agencyId, accountSid: sid, priceOf: priceList(twilio), held };
  const added: { e164: string; numberId: string }[] = [];
  const rejected: { e164: string; reason: ImportRefusal; sentence: string }[] = [];
  const seen = new Set<string>();
  for (const text of typed) {
    const e164 = importable(text, 'US');
    const result = await importOnce(act, e164, seen);
    if ('numberId' in result) added.push({ e164: e164 ?? text, numberId: result.numberId });
    else rejected.push({ e164: e164 ?? text, reason: result.reason, sentence: IMPORT_SENTENCES[result.reason] });
  }
  return { added, rejected };
}

async function importOnce(act: Import, e164: string | undefined, seen: Set<string>): Promise<Result> {
  if (!e164) return { reason: 'invalid_format' };
  if (seen.has(e164)) return { reason: 'duplicate' };
  seen.add(e164);
  const { ctx, agencyId } = act;
  const known = await heldRow(ctx, e164);
  if (known) return { reason: known.agencyId === agencyId ? 'already_in_pool' : 'elsewhere' };
  if (await isBeingBought(ctx, e164)) return { reason: 'being_bought' };
  const found = act.held.get(e164);
  if (!found || (await isHandedBack(ctx, agencyId, e164, found.sid))) return { reason: 'not_in_account' };
  const kind = kindOf(e164);
  const price = kind && (await act.priceOf(kind.country, kind.type));
  if (!kind || !price) return { reason: 'no_price' };
  return add(act, { ...kind, ...price }, found);
}

async function add(
  act: Import,
  is: { country: string; type: NumberType; amount: number; currency: string },
  found: IncomingNumber,
): Promise<Result> {
  const { ctx, agencyId, accountSid: twilioAccountSid } = act;
  const { phone_number: e164, sid: twilioSid, capabilities } = found;
  const id = ctx.id('num');
  const row = {
    id,
    agencyId,
    e164,
    country: is.country,
    type: is.type,
    voice: capabilities.voice ?? false,
    sms: capabilities.sms ?? false,
    twilioSid,
    twilioAccountSid,
    telcoCost: is.amount,
    telcoCurrency: is.currency,
    boughtAt: ctx.now,
  };
  const line = { agencyId, entity: 'number', entityId: id, act: 'number.imported', after: { e164, twilioSid } };
  const effect = { kind: 'set_number_urls', twilioAccountSid, twilioSid } as const;
  try {
    await commitWith(
      ctx,
      agencyId,
      [numberInsert(ctx, row), auditLine(ctx, line)],
      [{ key: `set_number_urls:${id}`, effect }],
    );
    return { numberId: id };
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    return { reason: (await heldRow(ctx, e164))?.agencyId === agencyId ? 'already_in_pool' : 'elsewhere' };
  }
}

/** What Twilio takes a month for each kind of number, asked once per kind; undefined where it names no price. */
function priceList(twilio: TwilioClient) {
  const known = new Map<string, ReturnType<TwilioClient['monthlyPrice']>>();
  return async (country: string, type: NumberType) => {
    const kind = `${country} ${type}`;
    const asked = known.get(kind) ?? priceOf(twilio, country, type);
    known.set(kind, asked);
    return fromCarrier(() => asked);
  };
}

async function priceOf(twilio: TwilioClient, country: string, type: NumberType) {
  try {
    return await twilio.monthlyPrice(country, type);
  } catch (cause) {
    if (!(cause instanceof TwilioError) || cause.status !== 404) throw cause;
    return undefined;
  }
}
