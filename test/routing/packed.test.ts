import { getTableColumns } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { call, callLeg, contact, number, staffSetting } from '../../schema/index.ts';
import { askThrough } from '../../worker/edge/ask.ts';
import { openDb } from '../../worker/edge/db.ts';
import { insertMany } from '../../worker/edge/many.ts';
import { packed, statement, written } from '../../worker/edge/packed.ts';
import { openLine } from './line.ts';

const ALIAS = { number: 'n', staff_setting: 't' };

test('C-1 columns that travel as one array are read as the schema has them: words, flags, instants and JSON', async () => {
  const { ctx, tenant } = await openLine();
  const hours = { zone: 'Europe/London', windows: [{ days: [1], start: 0, end: 60 }] };
  const own = { agencyId: tenant.agencyId, subAccountId: tenant.subAccountId, userId: tenant.staffId };
  await ctx.db.read.insert(staffSetting).values({ ...own, hours, voicemail: true, updatedAt: 7 });
  const fields = packed(
    {
      hours: staffSetting.hours,
      voicemail: staffSetting.voicemail,
      phone: staffSetting.phone,
      n: written<number>('40+2'),
    },
    ALIAS,
  );
  const [[[row]]] = (await ctx.db.ask([statement(`select ${fields.sql} from staff_setting t`)([])])) as [[[string]]];
  expect(fields.row(JSON.parse(row))).toEqual({ hours, voicemail: true, phone: null, n: 42 });
});

test('C-1 every column of a number comes back as an ordinary read has it', async () => {
  const { ctx } = await openLine();
  const fields = packed(getTableColumns(number), ALIAS);
  const [[[row]]] = (await ctx.db.ask([statement(`select ${fields.sql} from number n`)([])])) as [[[string]]];
  expect(fields.row(JSON.parse(row))).toEqual((await ctx.db.read.select().from(number))[0]);
});

test('C-1 a table without a short name is refused when the statement is made, not when a call comes', () => {
  expect(() => packed({ id: call.id }, ALIAS)).toThrow('call has no alias');
});

test('X-2 many rows go in by one statement; what is there already, or is to be kept out, stays as it is', async () => {
  const { ctx } = await openLine();
  const leg = (to: string, userId: string | null = null) => ({ callId: 'cal_1', step: 0, to, userId, rangAt: 5 });
  await ctx.db.commit([insertMany(callLeg, [leg('a', 'usr_1')])]);
  await ctx.db.commit([insertMany(callLeg, [leg('a'), leg("b'"), leg('c')], of => `${of('to')}='c'`)]);
  const rows = await ctx.db.read.select().from(callLeg);
  expect(rows.map(({ to, userId, rangAt, bridged }) => ({ to, userId, rangAt, bridged }))).toEqual([
    { to: 'a', userId: 'usr_1', rangAt: 5, bridged: false },
    { to: "b'", userId: null, rangAt: 5, bridged: false },
  ]);
});

test('C-1 a question for when a gate stays closed is asked then only', async () => {
  const { ctx } = await openLine();
  const client = (ctx.db.read as unknown as { $client: Parameters<typeof askThrough>[0] }).$client;
  const gate = (open: boolean) => ({
    sql: `select json(case when ${open} then '1' else '' end)`,
    args: [],
    isGate: true,
  });
  const other = { sql: 'select 2', args: [], unless: 0 };
  expect(await askThrough(client)([gate(true), other])).toEqual([[['1']], []]);
  expect(await askThrough(client)([gate(false), other])).toEqual([[], [[2]]]);
});

test('X-2 C-1 half an emoji, as a CRM cut it in two, spoils no text that the database keeps and no answer it is part of', async () => {
  const { ctx, tenant } = await openLine();
  const home = { agencyId: tenant.agencyId, subAccountId: tenant.subAccountId };
  const row = { id: 'con_1', ...home, hostContactId: 'h1', name: 'Zoë \ud83e', createdAt: 1, updatedAt: 1 };
  const inserted = insertMany(contact, [row]);
  expect(inserted.toSQL().params).toEqual([expect.not.stringContaining('\\ud83e')]);
  await ctx.db.commit([inserted]);
  const [[[read]]] = (await ctx.db.ask([statement('select json_array(name) from contact')([])])) as [[[string]]];
  expect(JSON.parse(read)).toEqual(['Zoë \ufffd']);
});

test('X-6 a text with half an emoji is written, not refused by the database', async () => {
  const given: unknown[] = [];
  const batch = async (statements: { args: unknown[] }[]) => {
    given.push(...statements.flatMap(({ args }) => args));
    return [];
  };
  await openDb({ batch } as never).commit([{ toSQL: () => ({ sql: 'select ?, ?', params: ['half \ud83e', 7] }) }]);
  expect(given).toEqual(['half \ufffd', 7]);
});
