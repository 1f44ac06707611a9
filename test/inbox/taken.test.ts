import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, keyFor, type Office, openDesk, stranger } from './desk.ts';

let desk: Desk;
let o: Office;
let other: string;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  o = await desk.office();
  other = stranger();
});

const HOUR = 3_600_000;
const takenFor = async (userId: string, now?: number) => (await desk.as(o, userId, now).get('/inbox')).taken;

describe('U-7 a caller somebody claimed leaves the lists of the others with who took them', () => {
  test('everybody who saw the call is told, the claimer is not', async () => {
    await desk.came(o, other);
    await desk.as(o, o.staffId).post(`/inbox/${keyFor(other)}/claim`);
    const [line] = await takenFor(o.miaId);
    expect(line).toMatchObject({ key: keyFor(other), caller: { e164: other }, by: { id: o.staffId } });
    expect(await takenFor(o.adminId)).toHaveLength(1);
    expect(await takenFor(o.staffId)).toEqual([]);
  });

  test('who never saw a text is not told of it (U-8)', async () => {
    await desk.wrote(o, other, 'hello', { selected: [o.staffId, o.benId] });
    await desk.as(o, o.staffId).post(`/inbox/${keyFor(other)}/claim`);
    expect(await takenFor(o.benId)).toHaveLength(1);
    expect(await takenFor(o.miaId)).toEqual([]);
  });

  test('after ten minutes nobody is told any more, nor of a claim that an admin freed', async () => {
    await desk.came(o, other);
    const start = desk.ctx.now + HOUR;
    await desk.as(o, o.staffId, start).post(`/inbox/${keyFor(other)}/claim`);
    expect(await takenFor(o.miaId, start + 9 * 60_000)).toHaveLength(1);
    expect(await takenFor(o.miaId, start + 11 * 60_000)).toEqual([]);
    await desk.as(o, o.adminId, start).post(`/inbox/${keyFor(other)}/free`);
    expect(await takenFor(o.miaId, start + 60_000)).toEqual([]);
  });
});

describe('a person is told before they try', () => {
  test('U-7 that acting claims the caller, or why they may not act', async () => {
    await desk.came(o, other, { selected: [o.staffId] });
    const item = async (userId: string) => (await desk.as(o, userId).thread(other)).body;
    expect(await item(o.staffId)).toMatchObject({ canAct: true, canClaim: true, whyNot: null });
    expect(await item(o.miaId)).toMatchObject({ canAct: false, canClaim: false, whyNot: 'not_selected' });
    await desk.as(o, o.staffId).post(`/inbox/${keyFor(other)}/claim`);
    expect(await item(o.staffId)).toMatchObject({ canAct: true, canClaim: false, whyNot: null });
    expect(await item(o.adminId)).toMatchObject({ canAct: false, canClaim: false, whyNot: 'claimed' });
  });

  test('U-6 that whoever answered looks after the caller', async () => {
    await desk.came(o, other, { status: 'answered', answeredByUserId: o.staffId });
    const { body } = await desk.as(o, o.adminId).thread(other);
    expect(body).toMatchObject({ canAct: false, whyNot: 'answered_by_other' });
  });
});
