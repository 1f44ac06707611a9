import CryptoJS from 'crypto-js';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { audit, hostToken, membership, user } from '../../schema/index.ts';
import { signIn } from '../../worker/host/sign-in.ts';
import { AVERY, COMPANY, FITNESS, HANK, KENJI, type Market, openMarket, PLUMBING, SOFIA } from './market.ts';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  await market.install();
  await market.settle();
});
afterAll(() => market.close());
beforeEach(() => market.faults.clear());

const enter = async (payload: string) => signIn(market.now(), await market.registration(), payload);
const open = (userId: string, locationId?: string) => enter(market.crm.sso({ userId, locationId }));
/** What nobody at HighLevel would hand out, in the form it is handed out in. */
const forged = async (data: object) => {
  const secret = await market.ctx.seal.open((await market.registration()).sharedSecret ?? '', 'host:hst_market');
  return CryptoJS.AES.encrypt(JSON.stringify(data), secret).toString();
};
const claimsOf = (bearer: string) => JSON.parse(atob(bearer.split('.')[1] ?? ''));

describe('H-3 the panel opens by HighLevel’s word', () => {
  test('an admin of the agency opens its own view for fifteen minutes', async () => {
    const { bearer, expires_at } = await open(AVERY);
    expect(claimsOf(bearer)).toMatchObject({ agy: (await market.agency())?.id });
    expect(claimsOf(bearer).sac).toBeUndefined();
    expect(expires_at - market.now().now).toBeGreaterThan(14 * 60_000);
    const [row] = await market.ctx.db.read.select().from(user).where(eq(user.hostUserId, AVERY));
    expect(row).toMatchObject({ status: 'approved', agencyRole: 'owner', name: 'Avery Cole' });
  });

  test('T-2 an admin of a location is its owner, a user its staff, and somebody of the agency no member', async () => {
    await open(KENJI, FITNESS);
    await open(SOFIA, FITNESS);
    await open(AVERY, FITNESS);
    const seats = await market.ctx.db.read
      .select({ host: user.hostUserId, role: membership.role })
      .from(membership)
      .innerJoin(user, eq(user.id, membership.userId));
    expect(Object.fromEntries(seats.map(seat => [seat.host, seat.role]))).toEqual({
      [KENJI]: 'owner',
      [SOFIA]: 'staff',
    });
  });

  test('opening it again changes nothing, and is no line in the audit', async () => {
    await open(KENJI, FITNESS);
    const before = await market.ctx.db.read.select().from(audit);
    await open(KENJI, FITNESS);
    expect(await market.ctx.db.read.select().from(audit)).toEqual(before);
  });

  test('a location that we have not heard of is taken in when somebody opens it there', async () => {
    market.faults.addMishap({ kind: 'lost', type: 'INSTALL' });
    market.faults.addMishap({ kind: 'lost', type: 'LocationCreate' });
    market.crm.acts.saveLocation({
      id: 'hlLocQuiet',
      companyId: COMPANY,
      name: 'Quiet',
      timezone: 'UTC',
      country: 'US',
    });
    expect(claimsOf((await open(AVERY, 'hlLocQuiet')).bearer).sac).toBeTruthy();
  });
});

describe('H-3 the word only names somebody: what they are is asked', () => {
  test.each<[string, () => Promise<string> | string, number]>([
    [
      'a word made with another secret',
      () => CryptoJS.AES.encrypt('{"userId":"u","companyId":"c"}', 'guess').toString(),
      401,
    ],
    ['a word that is none', () => 'hello', 401],
    ['a word that names nobody', () => forged({ companyId: COMPANY }), 401],
    ['somebody the host does not know', () => forged({ userId: 'hlUsrNobody', companyId: COMPANY }), 401],
    [
      'a user of one location in another',
      () => forged({ userId: HANK, companyId: COMPANY, activeLocation: FITNESS }),
      401,
    ],
    [
      'a user of a location in the agency’s view',
      () => forged({ userId: KENJI, companyId: COMPANY, type: 'agency', role: 'admin' }),
      401,
    ],
    ['a company that has not installed', () => forged({ userId: AVERY, companyId: 'hlCoOther' }), 422],
    [
      'a location that is nobody’s',
      () => forged({ userId: AVERY, companyId: COMPANY, activeLocation: 'hlLocNowhere' }),
      422,
    ],
  ])('%s is let in nowhere', async (_what, payload, status) => {
    await expect(Promise.resolve(payload()).then(enter)).rejects.toMatchObject({ status });
  });

  test('a role that the word claims and the host does not know is not had', async () => {
    await enter(
      await forged({ userId: SOFIA, companyId: COMPANY, activeLocation: FITNESS, role: 'admin', isAgencyOwner: true }),
    );
    const [row] = await market.ctx.db.read
      .select({ role: membership.role, agencyRole: user.agencyRole })
      .from(user)
      .innerJoin(membership, eq(membership.userId, user.id))
      .where(eq(user.hostUserId, SOFIA));
    expect(row).toEqual({ role: 'staff', agencyRole: null });
  });

  test('somebody of the agency whom the host lets into some locations only opens those, and not the agency’s view', async () => {
    const record = market.crm.records.users.get(AVERY);
    if (!record) throw new Error('nobody');
    const before = { ...record };
    Object.assign(record, { isRestricted: true, locationIds: [FITNESS] });
    const word = (activeLocation?: string) => forged({ userId: AVERY, companyId: COMPANY, activeLocation });
    await expect(enter(await word(FITNESS))).resolves.toMatchObject({ bearer: expect.any(String) });
    await expect(enter(await word(PLUMBING))).rejects.toMatchObject({ status: 401 });
    await expect(enter(await word())).rejects.toMatchObject({
      status: 401,
      body: { detail: expect.stringContaining('some of its sub-accounts only') },
    });
    Object.assign(record, { isRestricted: false, locationIds: before.locationIds });
    await expect(enter(await word())).resolves.toMatchObject({ bearer: expect.any(String) });
  });

  test('somebody deleted there is let in no more, on a word of before', async () => {
    const word = market.crm.sso({ userId: HANK, locationId: PLUMBING });
    await enter(word);
    const record = market.crm.records.users.get(HANK);
    if (record) market.crm.acts.deleteUser(record);
    await expect(enter(word)).rejects.toMatchObject({ status: 401 });
  });

  test('while the host cannot be asked nobody is let in on an old word', async () => {
    market.faults.add({ vendor: 'highlevel', path: '^/users/', kind: 'before', status: 503, times: 3 });
    await expect(open(AVERY)).rejects.toMatchObject({ status: 503, body: { code: 'host_down' } });
  });

  test('T-3 whom the agency blocked stays out', async () => {
    await open(KENJI, FITNESS);
    await market.ctx.db.read.update(user).set({ status: 'blocked' }).where(eq(user.hostUserId, KENJI));
    await expect(open(KENJI, FITNESS)).rejects.toMatchObject({ status: 403 });
  });
});

describe('H-2 where the app is taken out, or not connected', () => {
  test('a location without it does not open; the agency’s others do', async () => {
    market.crm.acts.uninstall(COMPANY, FITNESS);
    await market.settle();
    const word = await forged({ userId: AVERY, companyId: COMPANY, activeLocation: FITNESS });
    await expect(enter(word)).rejects.toMatchObject({ body: { code: 'not_installed' } });
    await expect(open(AVERY, PLUMBING)).resolves.toMatchObject({ bearer: expect.any(String) });
  });

  test('when the host takes our token no more, an admin is told where to install again', async () => {
    await market.ctx.db.read.update(hostToken).set({ refusedAt: 1 }).where(eq(hostToken.hostLocationId, ''));
    await expect(open(AVERY)).rejects.toMatchObject({
      body: { code: 'not_connected', detail: expect.stringContaining('/install/crm') },
    });
  });
});
