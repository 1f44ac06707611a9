import { Hono } from 'hono';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetContact, mirrorContact } from '../../worker/contact/mirror.ts';
import { contactRoutes } from '../../worker/contact/routes.ts';
import { searchQuery } from '../../worker/contact/search-store.ts';
import type { SignedIn } from '../../worker/wire.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

let ctx: TestCtx;
let t: Tenant;
beforeAll(async () => {
  ctx = await testContext();
});
beforeEach(async () => {
  t = await mintTenant(ctx);
});

async function know(id: string, name: string, phones: string[] = [], of = t, ownerHostUserId: string | null = null) {
  const { agencyId, subAccountId } = of;
  const row = { agencyId, subAccountId, hostContactId: id, name, ownerHostUserId, source: null };
  await mirrorContact(ctx, { ...row, createdAt: ctx.now, updatedAt: ctx.now, phones }, 'US');
}

async function search(q: string, of = t) {
  const { agencyId, subAccountId, staffId } = of;
  const app = new Hono<SignedIn>()
    .use(async (c, next) => {
      c.set('ctx', ctx);
      c.set('person', { userId: staffId, agencyId, subAccountId, role: 'staff' });
      await next();
    })
    .route('/', contactRoutes);
  const answer = await app.request(`/contacts?q=${encodeURIComponent(q)}`);
  return ((await answer.json()) as { items: { name: string; phones: string[]; owner: unknown }[] }).items;
}
const names = async (q: string, of = t) => (await search(q, of)).map(item => item.name);

describe('U-7 finding a contact to associate', () => {
  beforeEach(async () => {
    await know('k1', 'Jamal Okafor', ['+14155550141', '+14155550142'], t, `host-${t.staffId}`);
    await know('k2', 'Zoë Jamison', ['+13125550141']);
    await know('k3', 'okafor & Sons');
  });

  test.each([
    ['okaf', ['Jamal Okafor', 'okafor & Sons']],
    ['JAM', ['Jamal Okafor', 'Zoë Jamison']],
    ['oka jam', ['Jamal Okafor']],
    ['zoe', ['Zoë Jamison']],
    ['(415) 555', ['Jamal Okafor']],
    ['+1312', ['Zoë Jamison']],
    ['', ['Jamal Okafor', 'okafor & Sons', 'Zoë Jamison']],
    ['nobody', []],
    ['%', []],
    ['🦷', []],
  ])('%j', async (typed, found) => {
    expect(await names(typed)).toEqual(found);
  });

  test('with all phones and the owner', async () => {
    expect(await search('jamal')).toEqual([
      expect.objectContaining({
        phones: ['+14155550141', '+14155550142'],
        owner: { id: t.staffId, name: 'Omar Haddad' },
      }),
    ]);
  });

  test('a renamed contact is found by the new name only, a deleted one not at all', async () => {
    await know('k1', 'Jay O.');
    expect(await names('jamal')).toEqual([]);
    expect(await names('jay')).toEqual(['Jay O.']);
    await forgetContact(ctx, { ...t, hostContactId: 'k1', at: ctx.now });
    expect(await names('jay')).toEqual([]);
  });

  test('T-1 nobody else’s contacts', async () => {
    const theirs = await mintTenant(ctx);
    expect(await names('jamal', theirs)).toEqual([]);
  });
});

test('C-1 a search looks into indexes only, however many contacts there are', async () => {
  const plans = [
    { words: ['jam'], phones: [] },
    { words: ['jam', 'oka'], phones: [] },
    { words: [], phones: ['+1415', '+415'] },
  ].map(sought => {
    const { sql, params } = searchQuery(ctx, t, sought, 20).toSQL();
    let n = 0;
    return ctx.db.read.all<{ detail: string }>(
      `explain query plan ${sql.replace(/\?/g, () => `'${String(params[n++]).replaceAll("'", "''")}'`)}` as never,
    );
  });
  for (const plan of await Promise.all(plans)) {
    const steps = plan.map(step => step.detail);
    expect(steps.filter(step => /^SCAN (?!CONSTANT)/.test(step))).toEqual([]);
    expect(steps.join('\n')).toMatch(/SEARCH contact(_word|_phone)? USING/);
  }
});
