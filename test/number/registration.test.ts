import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { searchNumbers } from '../../worker/number/search.ts';
import { openWorld, problemOf, type World } from './world.ts';

let w: World;
beforeAll(async () => {
  w = await openWorld();
});
afterEach(() => w.calm());
afterAll(() => w.close());

const GERMAN = { country: 'DE', type: 'local' } as const;

describe('N-1 a number that needs a registered address, or a bundle', () => {
  test('is bought under those of the account once it has them; before, it says so and nothing is charged', async () => {
    const t = await w.tenant();
    const own = await w.ownAccount(t);
    const order = await w.order({ country: 'DE' });
    const offered = async () => (await searchNumbers(w.ctx(), w.person(t), GERMAN)).items[0];
    expect(await offered()).toMatchObject({ needs: 'address', registered: false });
    w.twilio.addAddress('FR', own.sid);
    w.twilio.addBundle('DE', 'local', own.sid);
    expect(await problemOf(w.buy(t, order))).toBe('needs_address');
    const address = w.twilio.addAddress('DE', own.sid);
    expect(await offered()).toMatchObject({ needs: 'address', registered: true });
    expect(await w.buy(t, order)).toMatchObject({ state: 'done' });
    expect(w.heldAt(order.e164)).toMatchObject([{ account_sid: own.sid, address_sid: address.sid }]);
  });

  test('a bundle that is missing is noticed before anything is charged; another account’s is none', async () => {
    const t = await w.tenant();
    const other = await w.ownAccount(await w.tenant());
    w.twilio.addAddress('DE');
    w.twilio.addBundle('DE', 'local', other.sid);
    expect(await problemOf(w.buy(t, await w.order({ country: 'DE' })))).toBe('needs_address');
    expect(await w.money(t)).toEqual({ charged: [], refunded: [] });
    const { sid } = w.twilio.addBundle('DE', 'local');
    const order = await w.order({ country: 'DE' });
    expect(await w.buy(t, order)).toMatchObject({ state: 'done' });
    expect(w.heldAt(order.e164)).toMatchObject([{ bundle_sid: sid }]);
    expect(await w.money(t)).toEqual({ charged: [115], refunded: [] });
  });

  test('a registry that lets nobody look does not keep a number that needs nothing from being bought', async () => {
    const t = await w.tenant();
    w.faults({ vendor: 'twilio', method: 'GET', path: 'RegulatoryCompliance', kind: 'before', status: 403, times: 9 });
    expect(await w.buy(t, await w.order({ country: 'GB' }))).toMatchObject({ state: 'done' });
  });
});
