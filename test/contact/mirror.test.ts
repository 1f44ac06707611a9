import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { contact } from '../../schema/index.ts';
import { receiveHostEvent } from '../../worker/host/jwt/receive.ts';
import { testContext } from '../support/context.ts';
import { mintTenant } from '../support/mint.ts';

test('U-9 a contact’s source follows the CRM: set, changed, taken away', async () => {
  const ctx = await testContext();
  const t = await mintTenant(ctx);
  const tell = async (n: number, source: string | null | undefined) => {
    const data = { company_id: `company-${t.agencyId}`, location_id: `loc-${t.subAccountId}`, id: 'k1', name: 'Zoë' };
    const at = ctx.now + n;
    const event = { type: 'contact.upserted', timestamp: at, data: { ...data, source, updated_at: at } };
    await receiveHostEvent(ctx, t.hostId, event, true);
    const [row] = await ctx.db.read.select().from(contact).where(eq(contact.hostContactId, 'k1'));
    return row?.source;
  };
  expect(await tell(1, undefined)).toBeNull();
  expect(await tell(2, 'Web')).toBe('Web');
  expect(await tell(3, 'Referral')).toBe('Referral');
  expect(await tell(2, 'Late news')).toBe('Referral');
  expect(await tell(4, ' ')).toBeNull();
});
