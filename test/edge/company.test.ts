import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Body } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { witnessOf } from './witness.ts';

const stage = useStage();
const { rows, eventually } = witnessOf(stage);
const FORWARD = '+14155550199';
const ROSA = '+14155550110';
const TOM = '+14155550112';

let a: Agency;
/** A company number that rings Rosa and Tom at once, with forwarding behind. */
let shared: { numberId: string; e164: string };
const people: Record<string, string> = {};

beforeAll(async () => {
  a = await stage.agency();
  shared = await stage.active(a);
  await a.owner.send('PUT', '/forwarding', { forwardTo: FORWARD });
  await a.owner.send('POST', '/company-numbers', { numberId: shared.numberId });
  const rules = `/company-numbers/${shared.numberId}/rules`;
  const { items } = await a.owner.get('/staff');
  for (const { name, userId } of items) people[name.split(' ')[0]] = userId;
  const [byDefault] = (await a.owner.get(rules)).items;
  const action = { kind: 'ring_group', userIds: [people.Rosa, people.Tom], seconds: 60 };
  await a.owner.send('PUT', `${rules}/${byDefault.id}`, { name: 'Default', action });
}, 60_000);

type Script = ReturnType<typeof stage.instance.twilio.phone>['script'];
beforeEach(() => {
  scripts('ignore', 'ignore', 'answer');
  stage.instance.twilio.callbacks.mode = 'normal';
  stage.instance.twilio.setRingScale(0.01);
});
function scripts(rosa: Script, tom: Script, forward: Script): void {
  const { twilio } = stage.instance;
  for (const [phone, script] of [
    [ROSA, rosa],
    [TOM, tom],
    [FORWARD, forward],
  ] as const) {
    Object.assign(twilio.phone(phone), { script, talkMs: 3000 });
  }
}

let lines = 0;
/** Somebody whom nobody knows. */
const stranger = () => `+1206555${String(5000 + ++lines)}`;
const recordOf = async (sid: string): Promise<Body> => (await rows('select * from call where call_sid = ?', sid))[0];
const bridgedTo = (call: { legs: { to: string; bridged: boolean }[] }) =>
  call.legs.filter(leg => leg.bridged).map(leg => leg.to);
const legsOf = (sid: string) => stage.instance.twilio.calls.get(sid)?.legs ?? [];
const slotsHeld = async () =>
  (await rows('select count(*) n from call_slot where number_id = ? and freed_at is null', shared.numberId))[0].n;

describe('R-11 a ring group', () => {
  test('a mailbox that answers first presses nothing: whoever presses 1 gets the call', async () => {
    const { twilio } = stage.instance;
    scripts('mailbox', 'ignore', 'answer');
    twilio.setRingScale(0.2);
    const sid = twilio.calls.place({ from: stranger(), to: shared.e164, stay: true });
    await eventually(() => expect(legsOf(sid).find(leg => leg.to === ROSA)?.status).toBe('in-progress'));
    twilio.calls.act(legsOf(sid).find(leg => leg.to === TOM)?.sid ?? '', 'press', '1');
    await eventually(() => expect(bridgedTo({ legs: legsOf(sid) })).toEqual([TOM]));
    twilio.calls.act(sid, 'hangup');
    const call = await twilio.calls.wait(sid);
    expect(call.legs.map(leg => leg.to).sort()).toEqual([ROSA, TOM]);
    expect(await recordOf(sid)).toMatchObject({ status: 'answered', answered_by_user_id: people.Tom });
  });

  test('a mailbox that answers alone takes nothing: the forwarding number does', async () => {
    scripts('mailbox', 'ignore', 'answer');
    const call = await stage.call(stranger(), shared.e164);
    expect(bridgedTo(call)).toEqual([FORWARD]);
    expect(await recordOf(call.sid)).toMatchObject({ status: 'answered', answered_by_user_id: null, step: 1 });
  });

  test('everyone declines, the forwarding number too: a spoken message, and the call is missed', async () => {
    scripts('decline', 'decline', 'decline');
    const call = await stage.call(stranger(), shared.e164);
    expect(call.legs.map(leg => leg.to).sort()).toEqual([ROSA, TOM, FORWARD].sort());
    expect(call.said.join()).toMatch(/nobody can take your call/i);
    const record = await recordOf(call.sid);
    expect(record).toMatchObject({ status: 'missed', answered_by_user_id: null });
    const legs = await rows('select ended_at from call_leg where call_id = ?', record.id);
    expect(legs.map(leg => leg.ended_at !== null)).toEqual([true, true, true]);
  });

  test('a caller who hangs up while both ring has abandoned the call, frees its slot, and nobody else is rung', async () => {
    const { calls } = stage.instance.twilio;
    const call = await calls.wait(calls.place({ from: stranger(), to: shared.e164, hangupAfterMs: 5000 }));
    expect(call.legs.map(leg => leg.to).sort()).toEqual([ROSA, TOM]);
    const record = await recordOf(call.sid);
    expect(record).toMatchObject({ status: 'abandoned', answered_at: null });
    const open = await rows('select "to" from call_leg where call_id = ? and ended_at is null', record.id);
    expect([open, await slotsHeld()]).toEqual([[], 0]);
  });

  test.each(['duplicate', 'reorder'] as const)(
    'X-1 who pressed 1 has answered, once, when callbacks come %s',
    async mode => {
      stage.instance.twilio.callbacks.mode = mode;
      scripts('mailbox', 'press1', 'answer');
      const call = await stage.call(stranger(), shared.e164);
      expect(bridgedTo(call)).toEqual([TOM]);
      const record = await recordOf(call.sid);
      expect(record).toMatchObject({ status: 'answered', answered_by_user_id: people.Tom, step: 0 });
      expect(await rows("select 1 from audit where entity_id = ? and act = 'answered'", record.id)).toHaveLength(1);
      expect(await slotsHeld()).toBe(0);
      scripts('press1', 'press1', 'answer');
      expect((await stage.call(stranger(), shared.e164)).legs.map(leg => leg.to).sort()).toEqual([ROSA, TOM]);
    },
  );
});

describe('R-12 the 51st call at once', () => {
  test('is overflow: it goes to forwarding, holds no slot, the admins are told; the next one after the end rings again', async () => {
    const { twilio } = stage.instance;
    twilio.setRingScale(1);
    const sids = Array.from({ length: 50 }, () =>
      twilio.calls.place({ from: stranger(), to: shared.e164, stay: true }),
    );
    await eventually(() => {
      for (const sid of sids) expect(legsOf(sid).map(leg => leg.status)).toEqual(['ringing', 'ringing']);
    });
    expect(await slotsHeld()).toBe(50);
    const late = twilio.calls.place({ from: stranger(), to: shared.e164, stay: true });
    await eventually(() => expect(legsOf(late).map(leg => leg.to)).toEqual([FORWARD]));
    expect(await slotsHeld()).toBe(50);
    for (const sid of [...sids, late]) twilio.calls.act(sid, 'hangup');
    for (const sid of [...sids, late]) await twilio.calls.wait(sid);
    await stage.instance.settle();
    expect(await recordOf(late)).toMatchObject({ overflow: 1, rule_id: null });
    const others = await rows('select 1 from call where number_id = ? and overflow = 1', shared.numberId);
    expect([others.length, await slotsHeld()]).toEqual([1, 0]);
    const [mail] = await rows("select effect from outbox where agency_id = ? and key like 'overflow:%'", a.id);
    expect(JSON.parse(String(mail.effect))).toMatchObject({ template: 'overflow', userId: people.Rosa });
    scripts('press1', 'ignore', 'answer');
    twilio.setRingScale(0.01);
    expect(bridgedTo(await stage.call(stranger(), shared.e164))).toEqual([ROSA]);
  });
});

describe('R-4 contacts with the same phone', () => {
  const timelineOf = async (sid: string): Promise<string[]> => {
    const { id } = await recordOf(sid);
    const told = await rows("select effect from outbox where key like 'timeline:call:' || ? || '%'", id);
    return told.map(row => JSON.parse(String(row.effect)).contactId).sort();
  };
  const contact = async (phone: string, owner?: string): Promise<string> => {
    const draft = { locationId: a.locationId, name: 'Somebody', phones: [phone], tags: [] };
    const { id } = stage.instance.host.edits.saveContact({ ...draft, ...(owner && { owner_id: owner }) });
    await stage.instance.settle();
    return (await rows('select id from contact where host_contact_id = ?', id))[0].id;
  };
  const calledBy = async (phone: string) => {
    scripts('answer', 'answer', 'answer');
    const call = await stage.call(phone, shared.e164);
    await eventually(async () => expect((await timelineOf(call.sid)).length).toBeGreaterThan(0));
    return call;
  };

  test('one owner for all: that owner, and the timeline of every one, the ownerless included', async () => {
    const phone = stranger();
    const all = [await contact(phone, a.ids.tom), await contact(phone), await contact(phone, a.ids.tom)];
    const call = await calledBy(phone);
    expect(bridgedTo(call)).toEqual([TOM]);
    expect(await timelineOf(call.sid)).toEqual(all.sort());
  });

  test('different owners: the owner of the most recently created, and that timeline only', async () => {
    const phone = stranger();
    await contact(phone, a.ids.rosa);
    const newest = await contact(phone, a.ids.tom);
    const call = await calledBy(phone);
    expect(bridgedTo(call)).toEqual([TOM]);
    expect(await timelineOf(call.sid)).toEqual([newest]);
  });
});
