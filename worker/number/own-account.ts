import type { Ctx, Person } from '../context.ts';
import type { IncomingNumber, TwilioClient } from '../edge/twilio.ts';
import { refused } from '../problem.ts';
import { buysOnOwn, carrierOf } from './carrier.ts';
import { fromCarrier } from './search.ts';
import { heldHere } from './store/pool.ts';
import { buyerAgency } from './store/purchase.ts';

/** Twilio pages; more than this and something goes in circles. */
const MOST_PAGES = 100;

/** The agency's own Twilio account; refused where it buys on ours (N-3). */
export async function ownAccount(ctx: Ctx, agencyId: string): Promise<{ sid: string; twilio: TwilioClient }> {
  const agency = await buyerAgency(ctx, agencyId);
  if (!buysOnOwn(agency)) {
    throw refused(
      'no_own_account',
      'Nothing to import.',
      'Numbers are imported from a Twilio account of your own. Connect one under Settings.',
    );
  }
  return { sid: agency.twilioSid, twilio: await carrierOf(ctx, agency) };
}

/** The numbers of the agency's own account, and which of them are in the pool (N-3). */
export async function listImports(ctx: Ctx, person: Person) {
  const { twilio } = await ownAccount(ctx, person.agencyId);
  const [held, pool] = await Promise.all([holdingsOf(twilio), heldHere(ctx, person.agencyId)]);
  const inPool = new Set(pool);
  return { items: held.map(({ phone_number: e164, sid }) => ({ e164, sid, inPool: inPool.has(e164) })) };
}

/** All numbers of an account. */
export async function holdingsOf(twilio: TwilioClient): Promise<IncomingNumber[]> {
  const all: IncomingNumber[] = [];
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found = await fromCarrier(() => twilio.holdings(next));
    all.push(...found.items);
    if (!found.next) return all;
    next = found.next;
  }
  throw new Error('the account’s list of numbers never ends');
}
