import { expect, test } from 'vitest';
import { recordsOf, type Which } from '../../worker/inbox/store/records.ts';
import { testContext } from '../support/context.ts';

/** How SQLite goes about it, step by step, for calls and for texts. */
async function plansOf(which: Which): Promise<string[]> {
  const ctx = await testContext();
  const plans: string[] = [];
  const explained = {
    ...ctx.db,
    read: Object.assign(Object.create(ctx.db.read), {
      batch: async (queries: { toSQL(): { sql: string; params: unknown[] } }[]) => {
        for (const query of queries) {
          const { sql, params } = query.toSQL();
          let n = 0;
          const text = sql.replace(/\?/g, () => `'${String(params[n++])}'`);
          const steps = await ctx.db.read.all<{ detail: string }>(`explain query plan ${text}` as never);
          plans.push(steps.map(step => step.detail).join('\n'));
        }
        return [[], []];
      },
    }),
  };
  await recordsOf({ db: explained as never }, { agencyId: 'agy_1', subAccountId: 'sub_1' }, which);
  return plans;
}

test('U-7 a conversation is read by its caller, not out of all that a sub-account has', async () => {
  for (const plan of await plansOf({ callers: ['+13125550177', 'call:cal_1'], limit: 100 })) {
    expect(plan).toMatch(/USING (COVERING )?INDEX (call|message)_from/);
    expect(plan).toMatch(/USING (COVERING )?INDEX (call|message)_to/);
    expect(plan).not.toMatch(/(call|message)_sub_account|SCAN (call|message)\b/);
  }
});

test('U-7 the inbox is read by time from its newest end', async () => {
  for (const plan of await plansOf({ before: { at: 1, id: 'cal_1' }, limit: 100 })) {
    expect(plan).toMatch(/(call|message)_sub_account \(sub_account_id=\? AND \w+<\?\)/);
    expect(plan).not.toMatch(/SCAN (call|message)\b/);
  }
});
