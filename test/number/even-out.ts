import type { Tenant } from '../support/mint.ts';
import { MINUTE, type World } from './world.ts';

export const BOUGHT = { paid: 115, pool: 1, carrier: 1, twice: false };
export const NOTHING = { paid: 0, pool: 0, carrier: 0, twice: false };

export const BUY = { vendor: 'twilio', method: 'POST', path: 'IncomingPhoneNumbers.json$' } as const;

/** What a purchase came to, at the bank, in the pool and at the carrier. */
export function evenOutOf(w: World) {
  /** Lets the sweeps do their work until nothing moves. */
  const settle = async () => {
    for (let n = 0; n < 4; n += 1) {
      await w.advance(2 * MINUTE);
      await w.tick();
    }
  };

  /** Paid once and held once, or neither; never anything in between. */
  const evenOut = async (t: Tenant, e164: string) => {
    const { charged, refunded } = await w.money(t);
    const sum = (amounts: number[]) => amounts.reduce((all, one) => all + one, 0);
    const rows = await w.rows(e164);
    const held = w.heldAt(e164);
    return { paid: sum(charged) - sum(refunded), pool: rows.length, carrier: held.length, twice: charged.length > 1 };
  };

  return { settle, evenOut };
}

export type Even = ReturnType<typeof evenOutOf>;
