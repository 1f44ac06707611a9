import { eq } from 'drizzle-orm';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { agency, host, membership, usedToken, user } from '../../schema/index.ts';
import { purgeUsedTokens } from '../../worker/host/jwt/store.ts';
import { signIn } from '../../worker/host/sign-in.ts';
import { hostByIssuer } from '../../worker/host/store.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

const SECRET = 'a-shared-secret-of-thirty-two-bytes!';
let ctx: TestCtx;
let t: Tenant;
let company: string;

beforeEach(async () => {
  ctx = await testContext();
  t = await mintTenant(ctx);
  await ctx.db.read.update(host).set({ sharedSecret: await ctx.seal.close(SECRET, `host:${t.hostId}`) });
  const [row] = await ctx.db.read.select().from(agency);
  company = row?.hostCompanyId ?? '';
});

type Claims = Record<string, unknown>;
async function token(
  claims: Claims = {},
  options: { key?: Uint8Array | CryptoKey; alg?: string; exp?: number; aud?: string } = {},
) {
  const iat = Math.floor(ctx.now / 1000);
  return new SignJWT({
    company_id: company,
    role: 'owner',
    name: 'Ada Lind',
    email: 'ada@x.example',
    jti: crypto.randomUUID(),
    ...claims,
  })
    .setProtectedHeader({ alg: options.alg ?? 'HS256' })
    .setSubject(String(claims.sub ?? `host-${t.agencyUserId}`))
    .setIssuer(`issuer-${t.hostId}`)
    .setAudience(options.aud ?? 'http://panel.test')
    .setIssuedAt(iat)
    .setExpirationTime(options.exp ?? iat + 300)
    .sign(options.key ?? new TextEncoder().encode(SECRET));
}

async function enter(launch: string, at: TestCtx = withSession(ctx)) {
  const registered = await hostByIssuer(at, `issuer-${t.hostId}`);
  if (!registered) throw new Error('no host');
  return signIn(at, registered, launch);
}

function withSession(of: TestCtx): TestCtx {
  return { ...of, env: { ...of.env, SESSION_SECRET: 's'.repeat(32) } };
}

describe('H-3 a launch token is traded for a bearer', () => {
  test('a good token gives 15 minutes', async () => {
    const session = await enter(await token());
    expect(session.expires_at).toBe(ctx.now + 15 * 60_000);
    expect(session.bearer.split('.')).toHaveLength(3);
  });

  test('P-1 the CRM’s language is kept for mails, and told to the panel when the CRM says none', async () => {
    const languageOf = async () =>
      (await ctx.db.read.select({ locale: user.locale }).from(user).where(eq(user.id, t.agencyUserId)))[0]?.locale;
    await enter(await token({ locale: 'es_MX' }));
    expect(await languageOf()).toBe('es-MX');
    expect((await enter(await token())).locale).toBe('es-MX');
    await enter(await token({ locale: 'no language at all' }));
    expect(await languageOf()).toBe('es-MX');
  });

  test('the same token is refused the second time', async () => {
    const launch = await token();
    await enter(launch);
    await expect(enter(launch)).rejects.toMatchObject({
      status: 401,
      body: { detail: expect.stringContaining('used before') },
    });
  });

  test.each<[string, () => Promise<string>]>([
    ['another secret', () => token({}, { key: new TextEncoder().encode('another secret of thirty-two bytes!!') })],
    ['another audience', () => token({}, { aud: 'https://elsewhere.example' })],
    ['an expired one', () => token({}, { exp: Math.floor(ctx.now / 1000) - 10 })],
    ['one that lives longer than five minutes', () => token({}, { exp: Math.floor(ctx.now / 1000) + 3600 })],
    ['no company', () => token({ company_id: undefined })],
    ['an unknown role', () => token({ role: 'superuser' })],
    ['not a token at all', async () => 'abc'],
  ])('%s is refused and signs nobody in', async (_what, make) => {
    await expect(enter(await make())).rejects.toMatchObject({ status: 401 });
    expect(await ctx.db.read.select().from(usedToken)).toEqual([]);
  });

  test('the algorithm is the registered one, whatever the token says: no HS256 with a public key', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(pair.publicKey);
    await ctx.db.read
      .update(host)
      .set({ algorithm: 'ES256', publicKey: jwk as Record<string, unknown>, sharedSecret: null });
    await expect(enter(await token({}, { key: new TextEncoder().encode(JSON.stringify(jwk)) }))).rejects.toMatchObject({
      status: 401,
    });
    await expect(enter(await token({}, { key: pair.privateKey, alg: 'ES256' }))).resolves.toMatchObject({
      bearer: expect.any(String),
    });
  });

  test('time is the sandbox’s or production’s one clock: a token expires with it', async () => {
    const launch = await token();
    await expect(enter(launch, withSession(ctx.at(ctx.now + 6 * 60_000)))).rejects.toMatchObject({ status: 401 });
  });

  test('spent tokens are forgotten once they could not be accepted any more', async () => {
    await enter(await token());
    await purgeUsedTokens(ctx);
    expect(await ctx.db.read.select().from(usedToken)).toHaveLength(1);
    await purgeUsedTokens(ctx.at(ctx.now + 3_600_000));
    expect(await ctx.db.read.select().from(usedToken)).toEqual([]);
  });
});

describe('T-2 T-3 who may enter where', () => {
  test('a new person of a verified host arrives approved, with the role the token gives', async () => {
    await enter(await token({ sub: 'new-person', role: 'user', location_id: `loc-${t.subAccountId}`, name: 'نور 🌙' }));
    const rows = await ctx.db.read
      .select({ name: user.name, status: user.status, role: membership.role })
      .from(user)
      .innerJoin(membership, eq(membership.userId, user.id))
      .where(eq(user.hostUserId, 'new-person'));
    expect(rows).toEqual([{ name: 'نور 🌙', status: 'approved', role: 'staff' }]);
  });

  test('an agency user who opens a sub-account does not become its member', async () => {
    await enter(await token({ location_id: `loc-${t.subAccountId}` }));
    expect(await ctx.db.read.select().from(membership).where(eq(membership.userId, t.agencyUserId))).toEqual([]);
  });

  test('a blocked user is refused and told whom to ask', async () => {
    await ctx.db.read.update(user).set({ status: 'blocked' });
    await expect(enter(await token())).rejects.toMatchObject({ status: 403, body: { code: 'blocked' } });
  });

  test('T-1 a location of another agency is unknown', async () => {
    const other = await mintTenant(ctx);
    await expect(enter(await token({ location_id: `loc-${other.subAccountId}` }))).rejects.toMatchObject({
      body: { code: 'unknown_location' },
    });
  });

  test('an uninstalled agency does not open', async () => {
    await ctx.db.read.update(agency).set({ uninstalledAt: ctx.now });
    await expect(enter(await token())).rejects.toMatchObject({ body: { code: 'not_installed' } });
  });
});
