import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { agency, audit, hostDomain, hostToken, subAccount } from '../../schema/index.ts';
import { finishInstall, installUrl } from '../../worker/host/highlevel/install.ts';
import { COMPANY, FITNESS, type Market, openMarket, PLUMBING } from './market.ts';

let market: Market;
const opened: Market[] = [];
beforeEach(async () => {
  market = await openMarket();
  opened.push(market);
});
afterAll(() => Promise.all(opened.map(one => one.close())));

const agencies = () => market.ctx.db.read.select().from(agency);
const places = async () => {
  const rows = await market.ctx.db.read.select().from(subAccount).orderBy(subAccount.name);
  return rows.map(({ name, timezone, uninstalledAt }) => [name, timezone, uninstalledAt !== null]);
};
const tokens = async () => (await market.ctx.db.read.select().from(hostToken)).map(row => row.hostLocationId).sort();

describe('H-2 an agency installs', () => {
  test.each(['before', 'after', 'missing'] as const)(
    'the webhook comes %s the callback: one agency, connected, with its name',
    async news => {
      market.crm.market.set({ news });
      const { text } = await market.install();
      expect(text).toContain('Trunkline is installed');
      await market.settle();
      expect(await agencies()).toMatchObject([
        { hostCompanyId: COMPANY, name: 'Lakeside Growth', uninstalledAt: null },
      ]);
      expect(await tokens()).toContain('');
    },
  );

  test('each webhook comes twice: nothing is doubled', async () => {
    market.faults.addMishap({ kind: 'twice', type: 'INSTALL', times: 9 });
    await market.install();
    await market.settle();
    expect(await agencies()).toHaveLength(1);
    expect(await places()).toEqual([
      ['Oakley Plumbing', 'America/Chicago', false],
      ['Summit Fitness', 'America/Denver', false],
    ]);
  });

  test('the callback never comes: it is installed and not connected; somebody who installs again connects it', async () => {
    market.crm.acts.install(COMPANY, { isAgency: true, installToFutureLocations: true, locationIds: [FITNESS] });
    market.crm.acts.tellInstalled(COMPANY, { isAgency: true, installToFutureLocations: true, locationIds: [FITNESS] });
    await market.settle();
    expect(await agencies()).toHaveLength(1);
    expect(await tokens()).toEqual([]);
    await market.install();
    expect(await agencies()).toHaveLength(1);
    expect(await tokens()).toEqual(['']);
  });

  test('a callback opened twice installs once and says so in words', async () => {
    const { url } = await market.install();
    const again = await (await fetch(url)).text();
    expect(again).toContain('did not confirm this install');
    expect(await agencies()).toHaveLength(1);
  });

  test('a location that comes later has it by itself', async () => {
    await market.install();
    await market.settle();
    market.crm.acts.saveLocation({
      id: 'hlLocNew',
      companyId: COMPANY,
      name: 'Canal Bakery',
      timezone: 'Europe/Paris',
      country: 'FR',
    });
    await market.settle();
    expect(await places()).toContainEqual(['Canal Bakery', 'Europe/Paris', false]);
  });

  test('H-3 the white-label domain it comes with waits for the agency to confirm it', async () => {
    await market.install();
    await market.settle();
    expect(await market.ctx.db.read.select().from(hostDomain)).toMatchObject([
      { origin: 'https://crm.lakeside-growth.example', source: 'install', confirmedAt: null },
    ]);
  });

  test('X-4 no token is readable at rest, nor with another agency’s name', async () => {
    await market.install();
    const rows = await market.ctx.db.read.select().from(hostToken);
    expect(JSON.stringify(rows)).not.toMatch(/hl-(access|refresh)/);
    await expect(market.ctx.seal.open(rows[0]?.accessToken ?? '', 'agency:agy_other')).rejects.toThrow();
    expect(await market.ctx.seal.open(rows[0]?.accessToken ?? '', `agency:${rows[0]?.agencyId}`)).toContain(
      'hl-access',
    );
    expect(market.ctx.sent.logs.join()).not.toMatch(/hl-(access|refresh)/);
  });
});

describe('H-2 our own link', () => {
  const stateOf = async (companyId?: string) => {
    const url = new URL(await installUrl(market.ctx, await market.registration(), companyId));
    return url.searchParams.get('state') ?? '';
  };

  test('leads to the host’s page, which takes it, and serves once', async () => {
    const begun = await fetch(`${market.urls.worker}/install/crm`, { redirect: 'manual' });
    const chooser = await fetch(begun.headers.get('location') ?? '');
    expect([begun.status, chooser.status]).toEqual([302, 200]);
    const state = await stateOf();
    expect((await market.install({ state })).text).toContain('Trunkline is installed');
    expect((await market.install({ state })).text).toContain('used before');
  });

  test('of another company, or one that we did not make, connects nothing', async () => {
    expect((await market.install({ state: await stateOf('hlCoOther') })).text).toContain('another company');
    expect((await market.install({ state: 'made-up.abc' })).text).toContain('expired');
    expect(await tokens()).toEqual([]);
  });
});

test('H-2 a location’s token that does not say which location is kept as nobody’s', async () => {
  await market.install();
  const [before] = await market.ctx.db.read.select().from(hostToken);
  const real = globalThis.fetch;
  globalThis.fetch = async () =>
    Response.json({ access_token: 'x', refresh_token: 'y', userType: 'Location', companyId: COMPANY });
  const finished = finishInstall(market.now(), await market.registration(), 'code', undefined);
  await expect(finished.finally(() => (globalThis.fetch = real))).rejects.toMatchObject({ why: 'code_refused' });
  expect(await market.ctx.db.read.select().from(hostToken)).toEqual([before]);
});

describe('H-2 one location installs', () => {
  test('it opens there alone, with a token of its own', async () => {
    await market.install({ locationId: FITNESS });
    await market.settle();
    expect(await places()).toEqual([['Summit Fitness', 'America/Denver', false]]);
    expect(await tokens()).toEqual([FITNESS]);
  });

  test('uninstalling it leaves the agency and its other locations alone; installing it again brings it back', async () => {
    await market.install();
    await market.settle();
    market.crm.acts.uninstall(COMPANY, FITNESS);
    await market.settle();
    expect(await places()).toEqual([
      ['Oakley Plumbing', 'America/Chicago', false],
      ['Summit Fitness', 'America/Denver', true],
    ]);
    expect(await agencies()).toMatchObject([{ uninstalledAt: null }]);
    expect(await tokens()).not.toContain(FITNESS);
    await market.install({ locationId: FITNESS });
    await market.settle();
    expect(await places()).toContainEqual(['Summit Fitness', 'America/Denver', false]);
    expect(await tokens()).toContain(PLUMBING);
  });
});

describe('H-2 an agency uninstalls', () => {
  test('its tokens are forgotten, and installing again keeps what it had set', async () => {
    await market.install();
    await market.settle();
    await market.ctx.db.read
      .update(agency)
      .set({ name: 'Lakeside & Sons', cooldownDays: 9, supportEmail: 'a@b.example' });
    market.crm.acts.uninstall(COMPANY);
    await market.settle();
    expect(await tokens()).toEqual([]);
    expect((await agencies())[0]?.uninstalledAt).not.toBeNull();
    await market.install();
    await market.settle();
    expect(await agencies()).toMatchObject([
      { name: 'Lakeside & Sons', cooldownDays: 9, supportEmail: 'a@b.example', uninstalledAt: null },
    ]);
    const acts = await market.ctx.db.read.select({ act: audit.act }).from(audit).where(eq(audit.entity, 'agency'));
    expect(acts.map(line => line.act)).toContain('agency.uninstalled');
    expect(acts.map(line => line.act)).toContain('agency.reinstalled');
  });

  test('then one location installs again: it alone is back, until the agency installs', async () => {
    await market.install();
    await market.settle();
    market.crm.acts.uninstall(COMPANY);
    await market.settle();
    await market.install({ locationId: FITNESS });
    await market.settle();
    expect(await places()).toEqual([
      ['Oakley Plumbing', 'America/Chicago', true],
      ['Summit Fitness', 'America/Denver', false],
    ]);
    await market.install();
    await market.settle();
    expect((await places()).map(([, , isOut]) => isOut)).toEqual([false, false]);
  });

  test('news of it that is older than the install of today undoes nothing', async () => {
    await market.install();
    await market.settle();
    const appId = (await market.registration()).clientId?.split('-')[0];
    const body = { appId, companyId: COMPANY, timestamp: new Date(market.ctx.now - 60_000).toISOString() };
    expect(await market.crm.webhooks.once('UNINSTALL', body)).toBe(200);
    await market.settle();
    expect((await agencies())[0]?.uninstalledAt).toBeNull();
  });

  test('another app’s install or uninstall, though signed by the same key, is not ours', async () => {
    await market.install();
    await market.settle();
    await market.crm.webhooks.once('UNINSTALL', { appId: 'otherapp', companyId: COMPANY });
    await market.crm.webhooks.once('INSTALL', { appId: 'otherapp', companyId: 'hlCoOther', companyName: 'Other' });
    await market.settle();
    expect(await agencies()).toMatchObject([{ hostCompanyId: COMPANY, uninstalledAt: null }]);
  });
});
