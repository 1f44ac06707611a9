import { beforeAll, expect, test } from 'vitest';
import type { Body } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';

/** Levels, bulk lists and call purposes through the product's doors (N-5 to N-9). */
const stage = useStage();
let a: Agency;
let held: { numberId: string; e164: string; assignmentId: string };
let unitId: string;
let programId: string;

const SPRING = { name: 'Spring', callPurpose: 'charity', displayName: 'Bayside Dental', startsAt: '2026-01-01' };

beforeAll(async () => {
  a = await stage.agency();
  held = await stage.active(a);
  unitId = (await a.owner.send('POST', '/units', { name: 'Fundraising' })).id;
  programId = (await a.owner.send('POST', `/units/${unitId}/programs`, SPRING)).id;
}, 60_000);

const bulk = (body: object, requestId: string = crypto.randomUUID()) =>
  a.owner.send('POST', '/levels/bulk', { requestId, ...body });
const intoProgram = (rows: object[]) => ({ act: 'add', level: { kind: 'program', id: programId }, rows });
const counts = async () => (await a.owner.get('/units')).items[0].counts;

/** Numbers of the same sub-account as the one that was bought. */
async function plant(many: number): Promise<string[]> {
  const { client } = stage.instance;
  const e164s = Array.from({ length: many }, (_, n) => `+1628${String(2_000_000 + n)}`);
  const rows = JSON.stringify(e164s);
  await client.batch(
    [
      {
        sql: `insert into number (id, agency_id, e164, country, type, voice, sms, twilio_sid, twilio_account_sid, telco_cost,
          telco_currency, bought_at) select 'num_' || e.value, number.agency_id, e.value, country, number.type, voice, sms,
          'PN' || e.value, twilio_account_sid, telco_cost, telco_currency, bought_at
          from number, json_each(?) e where number.id = ?`,
        args: [rows, held.numberId],
      },
      {
        sql: `insert into assignment (id, agency_id, sub_account_id, number_id, user_id, state, mode, telco_cost,
          telco_currency, markup, price, currency, created_at) select 'asg_' || e.value, assignment.agency_id, sub_account_id,
          'num_' || e.value, user_id, 'active', 'included', telco_cost, telco_currency, markup, 0, currency, created_at
          from assignment, json_each(?) e where assignment.id = ?`,
        args: [rows, held.assignmentId],
      },
    ],
    'write',
  );
  return e164s;
}

test('N-8 five hundred numbers are placed in one act; the same request again, also at once, repeats nothing', async () => {
  const e164s = await plant(500);
  const request = crypto.randomUUID();
  const list = intoProgram(e164s.map(e164 => ({ number: e164, purpose: 'Survey' })));
  const [first, twin] = await Promise.all([bulk(list, request), bulk(list, request)]);
  expect(first.counts).toEqual({ done: 500, rejected: 0, reassignable: 0 });
  expect(twin).toEqual(first);
  expect(await bulk(list, request)).toEqual(first);
  expect(await counts()).toMatchObject({ numbers: 500, programs: 1, running: 1 });
  const { rows } = await stage.instance.client.execute({
    sql: `select count(*) as n from audit where agency_id = ? and entity = 'number' and act = 'placed'`,
    args: [a.id],
  });
  expect(rows[0]?.n).toBe(500);
  const page = await a.owner.get(`/level-numbers?level=program&id=${programId}&limit=200&q=62820003`);
  expect(page).toMatchObject({ total: 100, next: null });
  expect(page.items.every((item: Body) => item.callPurpose === 'survey')).toBe(true);
});

test('N-8 two lists that want the same numbers elsewhere: each number goes where the first put it', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => ({ number: `+1628${2_000_100 + n}` }));
  const other = (await a.owner.send('POST', `/units/${unitId}/programs`, { ...SPRING, name: 'Summer' })).id;
  await bulk({ act: 'move', level: { kind: 'business' }, rows });
  const results: Body[] = await Promise.all(
    [programId, other].map(id => bulk({ act: 'add', level: { kind: 'program', id }, rows })),
  );
  const [done, rejected] = ['done', 'rejected'].map(of => results.reduce((n, one) => n + one.counts[of], 0));
  expect({ done, rejected }).toEqual({ done: 40, rejected: 40 });
});

test('N-8 the result is fetched as CSV without a bearer, and only by its signed address', async () => {
  const request = crypto.randomUUID();
  await bulk(intoProgram([{ number: held.e164 }, { number: '=cmd|"/c calc"!A1' }]), request);
  const { url } = await a.owner.send('POST', `/levels/bulk/${request}/csv`);
  const file = await fetch(url);
  expect(file.headers.get('content-type')).toContain('text/csv');
  const text = await file.text();
  expect(text).toContain(`'${held.e164},Charity,Added,Spring`);
  expect(text).toContain(`"'=cmd|""/c calc""!A1",,Rejected,,invalid_format`);
  expect((await fetch(`${url.slice(0, -2)}AA`)).status).toBe(403);
});

test('N-7 a number marked “do not originate” sends no text, with that reason', async () => {
  const text = { to: '+12065550122', numberId: held.numberId, body: 'Hello', requestId: crypto.randomUUID() };
  await a.owner.send('PUT', `/staff/${await rosa()}/direct-number`, { numberId: held.numberId });
  const set = (purpose: string) =>
    a.owner.send('PATCH', '/phone-numbers/purpose', { numberIds: [held.numberId], purpose });
  await set('do_not_originate');
  await expect(a.owner.send('POST', '/texts', text)).rejects.toMatchObject({ code: 'sender_do_not_originate' });
  await set('customer_service');
  expect((await a.owner.raw('POST', '/texts', text)).status).toBe(200);
});

const rosa = async () => (await a.owner.get('/staff')).items.find((one: Body) => one.name.startsWith('Rosa')).userId;

test('L-6 taking a number back takes it out of its program, and its purpose with it', async () => {
  const before = await counts();
  await a.agency.send('POST', `/assignments/${held.assignmentId}/unassign`);
  expect((await counts()).numbers).toBe(before.numbers - 1);
  const { items } = await a.agency.get(`/numbers?q=${held.e164.slice(1)}`);
  expect(items).toMatchObject([{ status: 'unassigned', callPurpose: null }]);
  const again = await bulk(intoProgram([{ number: held.e164 }]));
  expect(again.rejected).toMatchObject([{ reason: 'unknown' }]);
});
