import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assignment, call, message, number, workflowSubscription } from '../../schema/index.ts';
import { reserving } from '../../worker/assignment/assign.ts';
import { move } from '../../worker/assignment/move.ts';
import type { State } from '../../worker/assignment/rules/state.ts';
import { loadAssignment } from '../../worker/assignment/store/assignment.ts';
import { personIn, poolNumber } from '../../worker/assignment/store/candidate.ts';
import { crowdEnded } from '../../worker/assignment/store/end-crowd.ts';
import { claimFirst } from '../../worker/inbox/claim.ts';
import { commitWith } from '../../worker/notification/commit.ts';
import { decisionOf, end, keepMessage, openCall } from '../../worker/routing/store.ts';
import { voicemailNews } from '../../worker/voicemail/tell.ts';
import { shapeOf } from '../../worker/workflow/catalogue/definition.ts';
import { sampleEvent, TRIGGERS, triggerOf } from '../../worker/workflow/catalogue/index.ts';
import { removeHook } from '../../worker/workflow/hooks.ts';
import { ANN } from '../outbound/office.ts';
import { mintTenant } from '../support/mint.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

let w: Workshop;
beforeAll(async () => {
  w = await openWorkshop();
});
afterAll(() => w.close());

/** An event as the catalogue documents it. */
function documented(event: { type: string; data: unknown }) {
  const trigger = triggerOf(event.type);
  if (!trigger) throw new Error(`no trigger ${event.type}`);
  expect(v.parse(v.strictObject(shapeOf(trigger.data).entries), event.data)).toEqual(event.data);
  return event;
}

/** One hook each, as long as the test lasts. */
async function heard(trigger: string, doing: () => Promise<unknown>, over: object = {}) {
  const hook = await w.hook(trigger, over);
  await doing();
  await w.tell();
  await removeHook(w.ctx(), { agencyId: w.caller.agencyId }, hook.id);
  return w.receiver.sentTo(hook.path).map(documented);
}

describe('W-1 a trigger', () => {
  test.each(TRIGGERS)('$key has a stable sample that its own shape accepts', trigger => {
    const sample = documented(sampleEvent(trigger));
    expect(sample).toMatchObject({ type: trigger.key, version: 1 });
  });

  test('nothing is written for what nobody listens to', async () => {
    const before = (await w.o.outbox()).length;
    await w.o.text('Nobody hears this');
    const rows = (await w.o.outbox()).slice(before);
    expect(rows.filter(row => row.effect.kind === 'trigger')).toEqual([]);
  });

  test('a text received is told in the same batch, once, with the contact', async () => {
    const contactId = await w.o.know(w.o.tenant.staffId);
    const [event, ...more] = await heard('text_received', () => w.o.text('Is Monday free?'));
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      type: 'text_received',
      agency_id: w.caller.agencyId,
      sub_account_id: w.caller.subAccountId,
      sub_account_host_id: `loc-${w.caller.subAccountId}`,
      data: {
        from: ANN,
        number: w.o.tenant.e164,
        body: 'Is Monday free?',
        contact_id: contactId,
        contact_host_id: `host-${contactId}`,
        contact_name: 'Lena Park',
        unknown: false,
      },
    });
  });

  test('filters keep back what does not fit', async () => {
    const filters = [{ field: 'body', operator: 'contains' as const, value: 'invoice' }];
    const said = async () => {
      await w.o.text('Hello');
      await w.o.text('My Invoice please');
    };
    expect((await heard('text_received', said, { filters })).map(event => event.data)).toMatchObject([
      { body: 'My Invoice please' },
    ]);
  });

  test('an agency’s own hook hears of its sub-accounts, T-1 another agency’s nothing', async () => {
    const ctx = w.ctx();
    const other = await mintTenant(ctx);
    const theirs = { agencyId: other.agencyId, subAccountId: null, kind: 'hook' as const, trigger: 'text_received' };
    const row = { id: 'hok_theirs', version: 1, targetUrl: `${w.receiver.origin}/theirs`, filters: [], createdAt: 1 };
    await ctx.db.read.insert(workflowSubscription).values({ ...theirs, ...row });
    expect(await heard('text_received', () => w.o.text('To all'), { ofAgency: true })).toHaveLength(1);
    expect(w.receiver.sentTo('/theirs')).toEqual([]);
  });
});

describe('W-1 a call that is over', () => {
  const written = async (sid: string) => {
    const open = await openCall(w.ctx(), sid);
    if (!open) throw new Error('no call');
    return open;
  };
  let calls = 0;
  /** A call's record as routing writes it, with that status. */
  async function ring(set: Partial<typeof call.$inferInsert>) {
    calls += 1;
    const callSid = `CA${String(calls).padStart(32, '0')}`;
    const ctx = w.ctx();
    const decision = { outcome: 'direct', steps: [{ kind: 'ring' }], timeline: [], trace: [] };
    await ctx.db.read.insert(call).values({
      id: `cal_${calls}`,
      callSid,
      ...w.caller,
      assignmentId: w.o.assignmentId,
      numberId: w.o.tenant.numberId,
      from: ANN,
      to: w.o.tenant.e164,
      decision,
      status: 'in_progress',
      startedAt: ctx.now,
      ...set,
    });
    return callSid;
  }

  test('is told as answered, with who took it and how long it lasted', async () => {
    const sid = await ring({ status: 'answered', answeredByUserId: w.o.tenant.ownerId, answeredAt: 5 });
    const [event] = await heard('call_answered', async () => end(w.ctx(), await written(sid), 95));
    expect(event).toMatchObject({
      type: 'call_answered',
      data: { from: ANN, answered_by: 'user', user_name: 'Rosa Diaz', duration_seconds: 95 },
    });
  });

  test('is told as missed when the caller gave up, once, however often its end is told', async () => {
    const sid = await ring({});
    const events = await heard('call_missed', async () => {
      const open = await written(sid);
      await end(w.ctx(), open, 12);
      await end(w.ctx(), await written(sid), 12);
    });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'call_missed', data: { outcome: 'abandoned', overflow: false } });
  });

  test('that somebody took sets no missed call off', async () => {
    const sid = await ring({ status: 'answered', answeredAtNumber: '+12125550199', answeredAt: 5 });
    expect(await heard('call_missed', async () => end(w.ctx(), await written(sid), 1))).toEqual([]);
  });

  test('A-3 at a number that the agency’s own agent answers is told to the agency alone', async () => {
    const agent = { kind: 'sip', agentId: 'agt_1', name: 'Ava', endpoint: 'sip:ava@voice.example', seconds: 25 };
    const decision = { outcome: 'agent', steps: [agent], timeline: [], trace: [] };
    const sid = await ring({ subAccountId: null, assignmentId: null, status: 'answered', answeredAt: 5, decision });
    const theirs = await w.hook('call_answered');
    const over = async () => end(w.ctx(), await written(sid), 7);
    const [event] = await heard('call_answered', over, { ofAgency: true });
    expect(event).toMatchObject({ sub_account_id: null, data: { answered_by: 'agent', agent_name: 'Ava' } });
    expect(w.receiver.sentTo(theirs.path)).toEqual([]);
    await removeHook(w.ctx(), w.caller, theirs.id);
  });

  test('a withheld caller has no number', async () => {
    const sid = await ring({ from: 'anonymous', unknown: true });
    const [event] = await heard('call_missed', async () => end(w.ctx(), await written(sid), 1));
    expect(event).toMatchObject({ data: { from: null, unknown: true } });
  });

  test('a voicemail is told by itself', async () => {
    const open = await written(await ring({ status: 'missed' }));
    expect(decisionOf(open.call).outcome).toBe('direct');
    const message = { id: 'vml_1', ...w.caller, assignmentId: w.o.assignmentId, callId: open.call.id };
    const left = { ...message, userId: null, recordingSid: 'RE1', durationS: 21 };
    const [event] = await heard('voicemail_left', async () => {
      const ctx = w.ctx();
      const news = await voicemailNews(ctx, {
        ...left,
        from: ANN,
        to: w.o.tenant.e164,
        callerName: null,
        contactIds: [],
      });
      await keepMessage(ctx, left, news);
    });
    expect(event).toMatchObject({ data: { mailbox: 'sub_account', duration_seconds: 21, user_id: null } });
  });
});

describe('W-1 a number', () => {
  const paid = { subscriptionId: 'sub_x', paidThrough: Date.UTC(2026, 4, 1) };
  const owing = { ...paid, endsAt: null, since: Date.UTC(2026, 3, 1), reminders: 1 };

  /** One more number in the agency's pool. */
  async function another(): Promise<string> {
    const ctx = w.ctx();
    const { numberId } = await mintTenant(ctx);
    await ctx.db.read.update(number).set({ agencyId: w.caller.agencyId }).where(eq(number.id, numberId));
    return numberId;
  }

  /** A number of the sub-account's goes from one state to another. */
  async function moved(next: State, act: string, set: Partial<typeof assignment.$inferInsert>) {
    const ctx = w.ctx();
    const [id, numberId] = [ctx.id('asg'), await another()];
    await ctx.db.read.insert(assignment).values({
      ...{ id, agencyId: w.caller.agencyId, subAccountId: w.caller.subAccountId, numberId },
      ...{ userId: w.o.tenant.ownerId, state: 'pending', mode: 'paid', telcoCost: 115, telcoCurrency: 'usd' },
      ...{ markup: 335, price: 450, currency: 'usd', createdAt: ctx.now, stripeAccountId: 'acct_1', ...set },
    });
    const held = await loadAssignment(ctx, w.caller.agencyId, id);
    await move(ctx, held, { ok: true, next, act, wants: [] });
  }

  test.each([
    ['number_activated', { is: 'active', ...paid }, 'activated', {}, { paid_through: '2026-05-01T00:00:00.000Z' }],
    [
      'payment_failed',
      { is: 'past_due', ...owing },
      'past_due',
      { state: 'active', ...paid },
      { unpaid_since: '2026-04-01T00:00:00.000Z' },
    ],
    [
      'number_suspended',
      { is: 'suspended', suspendedAt: 2, ...owing },
      'suspended',
      { state: 'past_due', ...paid },
      { unpaid_since: '2026-04-01T00:00:00.000Z' },
    ],
    [
      'number_released',
      { is: 'ended', reason: 'unpaid', endedAt: 1, subscriptionId: null },
      'unpaid',
      { state: 'active', ...paid },
      { reason: 'unpaid', ended_at: '1970-01-01T00:00:00.001Z' },
    ],
  ] as const)('%s', async (trigger, next, act, set, data) => {
    const unique = 'subscriptionId' in set ? { ...set, subscriptionId: `sub_${trigger}` } : set;
    const follows =
      'subscriptionId' in next && next.subscriptionId ? { ...next, subscriptionId: `sub_${trigger}` } : next;
    const [event] = await heard(trigger, () => moved(follows as State, act, unique));
    expect(event).toMatchObject({
      type: trigger,
      data: { ...data, user_name: 'Rosa Diaz', price: 450, currency: 'usd' },
    });
  });

  test('released among very many is told too (A-9)', async () => {
    const ctx = w.ctx();
    const due = { state: 'ending' as const, checkAt: 1, endsAt: 1, subscriptionId: 'sub_c', stripeAccountId: 'acct_1' };
    const set = { ...due, paidThrough: 1 };
    await ctx.db.read.update(assignment).set(set).where(eq(assignment.id, w.o.assignmentId));
    const [event] = await heard('number_released', () => ctx.db.commit(crowdEnded(ctx, 0)));
    expect(event).toMatchObject({ data: { assignment_id: w.o.assignmentId, reason: 'released' } });
  });

  test('number_assigned', async () => {
    const ctx = w.ctx();
    const { agencyId, subAccountId } = w.caller;
    const numberId = await another();
    const [held, target] = [
      await poolNumber(ctx, agencyId, numberId),
      await personIn(ctx, agencyId, w.o.tenant.ownerId, subAccountId),
    ];
    if (!held || !target) throw new Error('nothing to assign');
    const { row, changes, effects } = reserving(ctx, held, target);
    const [event] = await heard('number_assigned', () => commitWith(ctx, agencyId, changes, effects));
    expect(event).toMatchObject({ data: { assignment_id: row.id, number_id: numberId, price: 450, mode: 'paid' } });
  });
});

test('W-1 an unknown caller who is claimed is told with who claimed them', async () => {
  const ctx = w.ctx();
  const from = '+13125550188';
  await ctx.db.read.insert(message).values({
    ...{ id: 'msg_claim', ...w.caller, assignmentId: w.o.assignmentId, numberId: w.o.tenant.numberId, from },
    ...{ direction: 'in', to: w.o.tenant.e164, body: 'Hi', media: [], kind: 'inbound', status: 'received' },
    ...{ unknown: true, at: ctx.now },
  });
  const viewer = { userId: w.o.tenant.ownerId, isAdmin: true };
  const [event] = await heard('caller_claimed', () => claimFirst(ctx, w.caller, viewer, `n-${from.slice(1)}`));
  expect(event).toMatchObject({ data: { caller: from, user_id: w.o.tenant.ownerId, user_name: 'Rosa Diaz' } });
});
