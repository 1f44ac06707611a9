import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agency } from '../../schema/index.ts';
import { signIn } from '../../worker/host/sign-in.ts';
import { COMPANY, FITNESS, KENJI, type Market, openMarket } from './market.ts';

let market: Market;
beforeEach(async () => {
  market = await openMarket();
});
afterEach(() => market.close());

describe.each(['agency', 'location'] as const)('H-2 one installs, leaves and installs again: %s', level => {
  const where = level === 'location' ? { locationId: FITNESS } : {};
  const opens = async () => {
    const word = market.crm.sso({ userId: KENJI, locationId: FITNESS });
    return signIn(market.now(), await market.registration(), word).then(
      () => true,
      cause => cause.body.code,
    );
  };

  test.each([
    ['before the callback', 'before', []],
    ['after the callback', 'after', []],
    ['never', 'missing', ['lost']],
    ['twice', 'before', ['twice']],
  ] as const)('its news comes %s: one agency, open at the end with what it had', async (_when, news, weather) => {
    market.crm.market.set({ news });
    for (const kind of weather) {
      for (const type of ['INSTALL', 'UNINSTALL']) market.faults.addMishap({ kind, type, times: 9 });
    }
    await market.install(where);
    await market.settle();
    expect(await opens()).toBe(true);
    await market.ctx.db.read.update(agency).set({ cooldownDays: 9 });
    market.crm.acts.uninstall(COMPANY, ...(level === 'location' ? [FITNESS] : []));
    await market.settle();
    expect(await opens()).not.toBe(true);
    await market.install(where);
    await market.settle();
    expect(await opens()).toBe(true);
    expect(await market.ctx.db.read.select().from(agency)).toMatchObject([{ cooldownDays: 9, uninstalledAt: null }]);
  });
});
