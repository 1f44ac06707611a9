import { expect, test } from 'vitest';
import { audit } from '../../schema/index.ts';
import { agencyOwner, neighbour, owner, staff } from '../company-number/desk.ts';
import { NOON } from '../support/context.ts';
import { openOffice, SPRING } from './office.ts';

const DAY = 86_400_000;

test('N-5 a business has units, a unit has programs; each is made, changed, counted and removed', async () => {
  const { ctx, t, admin, unit, program, bulk } = await openOffice();
  const [care, drive] = [await unit('Care'), await unit('Fundraising')];
  const spring = await program(drive);
  await bulk('add', { kind: 'program', id: spring }, [t.e164]);
  const { body } = await admin('GET', '/units');
  expect(body.business).toMatchObject({
    name: 'Bayside Dental',
    today: '2026-03-03',
    counts: { numbers: 1, numbersHere: 0, units: 2, programs: 1, running: 1, ended: 0 },
  });
  expect(body.items).toMatchObject([
    { id: care, name: 'Care', counts: { numbers: 0, programs: 0 }, programs: [] },
    { id: drive, counts: { numbers: 1, numbersHere: 0 }, programs: [{ id: spring, ...SPRING, numbers: 1 }] },
  ]);
  expect((await admin('PATCH', `/units/${care}`, { name: 'Recall' })).body).toMatchObject({ id: care, name: 'Recall' });
  expect((await admin('PATCH', `/programs/${spring}`, { endsAt: null })).body).toMatchObject({ endsAt: null });
  expect(await admin('DELETE', `/units/${drive}`)).toMatchObject({ status: 409, body: { code: 'unit_in_use' } });
  expect(await admin('DELETE', `/programs/${spring}`)).toMatchObject({
    status: 409,
    body: { code: 'program_in_use', detail: expect.stringContaining('1 number still sits in it') },
  });
  await bulk('remove', { kind: 'program', id: spring }, [t.e164]);
  expect((await admin('DELETE', `/programs/${spring}`)).status).toBe(200);
  expect((await admin('DELETE', `/units/${drive}`)).body).toMatchObject({ code: 'unit_in_use' });
  await bulk('remove', { kind: 'unit', id: drive }, [t.e164]);
  expect((await admin('DELETE', `/units/${drive}`)).status).toBe(200);
  expect((await admin('GET', `/units/${drive}`)).status).toBe(404);
  const acts = (await ctx.db.read.select().from(audit)).map(line => `${line.entity}.${line.act}`);
  expect(acts).toEqual([
    ...['business_unit.added', 'business_unit.added', 'program.added', 'number.placed', 'business_unit.renamed'],
    ...['program.changed', 'number.taken_off', 'program.removed', 'number.taken_off', 'business_unit.removed'],
  ]);
});

test('N-5 a unit’s and a program’s page show the numbers at and below, and a program that has ended says so', async () => {
  const { ctx, t, admin, unit, program, bulk, second } = await openOffice();
  const drive = await unit('Fundraising');
  const spring = await program(drive);
  const other = await second();
  await bulk('add', { kind: 'unit', id: drive }, [other.e164]);
  await bulk('add', { kind: 'program', id: spring }, [t.e164]);
  expect((await admin('GET', `/units/${drive}`)).body).toMatchObject({
    counts: { numbers: 2, numbersHere: 1, programs: 1, running: 1, ended: 0 },
    zone: 'America/New_York',
    numbers: { total: 2, next: null },
  });
  // Half past eleven in the evening of the last day there; UTC has the next day already.
  const lastEvening = Date.UTC(2026, 3, 1, 3, 30);
  const at = (now: number) => admin('GET', `/programs/${spring}`, undefined, ctx.at(now));
  expect((await at(lastEvening)).body).toMatchObject({
    status: 'running',
    ended: false,
    unit: { name: 'Fundraising' },
  });
  expect((await at(lastEvening + 30 * 60_000)).body).toMatchObject({
    ended: true,
    counts: { numbers: 1 },
    numbers: { items: [{ e164: t.e164, program: { id: spring, status: 'ended', endsAt: '2026-03-31' } }] },
  });
  expect((await admin('GET', '/units', undefined, ctx.at(NOON + 60 * DAY))).body.business.counts).toMatchObject({
    running: 0,
    ended: 1,
  });
});

test('N-5 the numbers of a level come by page, and by any of their digits', async () => {
  const { t, admin, second } = await openOffice();
  const e164s = [t.e164, (await second()).e164, (await second()).e164].sort();
  const first = await admin('GET', '/level-numbers?limit=2');
  expect(first.body).toMatchObject({ total: 3, next: e164s[1] });
  const next = await admin('GET', `/level-numbers?limit=2&cursor=${encodeURIComponent(first.body.next)}`);
  expect(next.body).toMatchObject({ items: [{ e164: e164s[2] }], total: 3, next: null });
  const found = await admin('GET', `/level-numbers?q=${e164s[1]?.slice(-6)}`);
  expect(found.body).toMatchObject({ items: [{ e164: e164s[1] }], total: 1 });
  expect((await admin('GET', '/level-numbers?level=unit&id=unt_none')).status).toBe(404);
  expect((await admin('GET', '/level-numbers?level=program')).status).toBe(404);
});

test('N-6 assignments show number, business, unit, program, display name and duration', async () => {
  const { t, admin, unit, program, bulk, second } = await openOffice();
  const drive = await unit('Fundraising');
  const spring = await program(drive);
  const bare = await second();
  await bulk('add', { kind: 'program', id: spring }, [t.e164]);
  const { body } = await admin('GET', '/view-assignments');
  const business = { id: t.subAccountId, name: 'Bayside Dental' };
  const placed = {
    ...{ numberId: t.numberId, e164: t.e164, business, unit: { id: drive, name: 'Fundraising' } },
    program: { id: spring, name: 'Spring' },
    displayName: 'Bayside Dental',
    duration: { startsAt: '2026-03-01', endsAt: '2026-03-31', status: 'running' },
  };
  const loose = { ...bare, business, unit: null, program: null, displayName: null, duration: null };
  const items = [placed, loose].sort((a, b) => (a.e164 < b.e164 ? -1 : 1));
  expect(body).toEqual({ items, total: 2, next: null, zone: 'America/New_York' });
});

test.each([
  [{ ...SPRING, name: ' ' }, 'name'],
  [{ ...SPRING, displayName: 'x'.repeat(33) }, 'displayName'],
  [{ ...SPRING, callPurpose: 'sales' }, 'callPurpose'],
  [{ ...SPRING, startsAt: '2026-02-30' }, 'startsAt'],
  [{ ...SPRING, endsAt: '2026-02-28' }, 'endsAt'],
  [{ ...SPRING, name: 'SPRING' }, 'name'],
])('N-5, X-6 a program like %j is refused naming the field', async (wrong, field) => {
  const { admin, unit, program } = await openOffice();
  const drive = await unit('Fundraising');
  await program(drive);
  expect(await admin('POST', `/units/${drive}/programs`, wrong)).toMatchObject({
    status: 422,
    body: { code: 'invalid', errors: [{ field }] },
  });
  expect(await admin('POST', '/units', { name: 'fundraising' })).toMatchObject({ status: 422 });
});

test('T-1, T-2 levels are of one sub-account, for its owner and admins', async () => {
  const { ctx, t, as, admin, unit, program, bulk } = await openOffice();
  const drive = await unit('Fundraising');
  const spring = await program(drive);
  await bulk('add', { kind: 'program', id: spring }, [t.e164], { requestId: 'request-mine' });
  const stranger = await neighbour(ctx, t);
  const body = { requestId: 'request-theirs', act: 'add', rows: [{ number: t.e164 }] };
  expect((await as(stranger, 'GET', '/units')).body.items).toEqual([]);
  expect((await as(stranger, 'GET', '/level-numbers')).body.items).toEqual([]);
  for (const [method, path, sent] of [
    ['GET', `/units/${drive}`, undefined],
    ['PATCH', `/units/${drive}`, { name: 'Mine' }],
    ['DELETE', `/units/${drive}`, undefined],
    ['POST', `/units/${drive}/programs`, SPRING],
    ['GET', `/programs/${spring}`, undefined],
    ['PATCH', `/programs/${spring}`, { name: 'Mine' }],
    ['DELETE', `/programs/${spring}`, undefined],
    ['GET', `/level-numbers?level=unit&id=${drive}`, undefined],
    ['POST', '/levels/bulk', { ...body, level: { kind: 'program', id: spring } }],
    ['POST', '/levels/bulk', { ...body, level: { kind: 'business', id: t.subAccountId } }],
    ['POST', '/levels/bulk/request-mine/csv', undefined],
    ['PATCH', '/phone-numbers/purpose', { numberIds: [t.numberId], purpose: 'survey' }],
  ] as const) {
    expect([method, path, (await as(stranger, method, path, sent)).status]).toEqual([method, path, 404]);
  }
  const theirs = await as(stranger, 'POST', '/levels/bulk', { ...body, level: { kind: 'business' } });
  expect(theirs.body).toMatchObject({ done: [], rejected: [{ reason: 'unknown' }] });
  for (const nobody of [staff(t), agencyOwner(t)]) expect((await as(nobody, 'GET', '/units')).status).toBe(403);
  expect((await as({ ...owner(t), userId: t.agencyUserId, role: 'admin' }, 'GET', '/units')).status).toBe(200);
  expect((await admin('GET', `/programs/${spring}`)).body).toMatchObject({ name: 'Spring', counts: { numbers: 1 } });
});
