import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { workflowSubscription } from '../../schema/index.ts';
import { listDeliveries, listRuns, readDelivery, readRun, resend } from '../../worker/workflow/history.ts';
import { listHooks, makeHook, removeHook, replaceSecret } from '../../worker/workflow/hooks.ts';
import { problem } from '../outbound/office.ts';
import { mintTenant } from '../support/mint.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

let w: Workshop;
beforeAll(async () => {
  w = await openWorkshop();
});
afterAll(() => w.close());

describe('W-3 hooks', () => {
  test('are listed without their secret, which is kept sealed (X-4)', async () => {
    const { id, secret } = await w.hook('call_missed');
    const listed = await listHooks(w.ctx(), w.caller);
    expect(listed.items.map(item => item.id)).toContain(id);
    expect(JSON.stringify(listed)).not.toContain('whsec_');
    const [row] = await w.ctx().db.read.select().from(workflowSubscription).where(eq(workflowSubscription.id, id));
    expect(row?.secret).toMatch(/^v1\./);
    expect(row?.secret).not.toContain(secret);
    await removeHook(w.ctx(), w.caller, id);
    expect((await listHooks(w.ctx(), w.caller)).items.map(item => item.id)).not.toContain(id);
    await expect(removeHook(w.ctx(), w.caller, id)).rejects.toEqual(problem('not_found'));
  });

  test.each([
    [{ trigger: 'nonsense' }, 'trigger'],
    [{ targetUrl: 'https://10.0.0.1/' }, 'targetUrl'],
    [{ filters: [{ field: 'weather', operator: 'is' as const, value: 'fine' }] }, 'filters.0.field'],
  ])('X-6 %j is refused naming the field', async (wrong, field) => {
    const wanted = { trigger: 'call_missed', targetUrl: 'https://hooks.example.com/', filters: [], ...wrong };
    await expect(makeHook(w.ctx(), w.caller, wanted)).rejects.toMatchObject({ body: { errors: [{ field }] } });
  });

  test('T-1 another sub-account’s and another agency’s do not exist', async () => {
    const { id, deliveryId } = await w.told();
    const other = await mintTenant(w.ctx());
    const strangers = [
      { agencyId: other.agencyId },
      { agencyId: other.agencyId, subAccountId: other.subAccountId },
      { agencyId: w.caller.agencyId, subAccountId: other.subAccountId },
    ];
    const [event] = await w.events();
    for (const stranger of strangers) {
      expect((await listHooks(w.ctx(), stranger)).items).toEqual([]);
      expect((await listRuns(w.ctx(), stranger, undefined)).items).toEqual([]);
      expect((await listDeliveries(w.ctx(), stranger, {})).items).toEqual([]);
      const refusals = [
        replaceSecret(w.ctx(), stranger, id),
        removeHook(w.ctx(), stranger, id),
        resend(w.ctx(), stranger, deliveryId),
        readDelivery(w.ctx(), stranger, deliveryId),
        readRun(w.ctx(), stranger, event?.id ?? ''),
      ];
      for (const refusal of refusals) await expect(refusal).rejects.toEqual(problem('not_found'));
    }
    await removeHook(w.ctx(), w.caller, id);
  });

  test('an agency’s own hook is not shown to its sub-accounts, nor what it was told', async () => {
    const hook = await w.hook('text_received', { ofAgency: true });
    await w.o.text('For the agency');
    await w.tell();
    const agency = { agencyId: w.caller.agencyId };
    const [delivery] = (await listDeliveries(w.ctx(), agency, { hookId: hook.id })).items;
    expect(delivery).toMatchObject({ state: 'delivered' });
    expect((await listHooks(w.ctx(), w.caller)).items.map(item => item.id)).not.toContain(hook.id);
    expect((await listDeliveries(w.ctx(), w.caller, { hookId: hook.id })).items).toEqual([]);
    await expect(readRun(w.ctx(), w.caller, delivery?.event.id ?? '')).rejects.toEqual(problem('not_found'));
    await removeHook(w.ctx(), agency, hook.id);
  });

  test('what ran is read a page at a time, newest first', async () => {
    const hook = await w.told();
    for (let n = 0; n < 60; n += 1) await w.run('who_would_ring', { number: w.o.tenant.e164 }, `look-${n}`);
    const ids: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listRuns(w.ctx(), w.caller, cursor);
      ids.push(...page.items.map(item => item.id));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(ids.length).toBeGreaterThan(60);
    expect(new Set(ids).size).toBe(ids.length);
    await removeHook(w.ctx(), w.caller, hook.id);
  });
});
