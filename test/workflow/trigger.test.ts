import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, message, workflowSubscription } from '../../schema/index.ts';
import { claimFirst } from '../../worker/inbox/claim.ts';
import { decisionOf, end, keepMessage, openCall } from '../../worker/routing/store.ts';
import { voicemailNews } from '../../worker/voicemail/tell.ts';
import { sampleEvent, TRIGGERS } from '../../worker/workflow/catalogue/index.ts';
import { removeHook } from '../../worker/workflow/hooks.ts';
import { ANN } from '../outbound/office.ts';
import { mintTenant } from '../support/mint.ts';
import { documented, openWorkshop, type Workshop } from './workshop.ts';

let w: Workshop;
beforeAll(async () => {
  w = await openWorkshop();
});
afterAll(() => w.close());

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
    const [event, ...more] = await w.heard('text_received', () => w.o.text('Is Monday free?'));
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
    expect((await w.heard('text_received', said, { filters })).map(event => event.data)).toMatchObject([
      { body: 'My Invoice please' },
    ]);
  });

  test('an agency’s own hook hears of its sub-accounts, T-1 another agency’s nothing', async () => {
    const ctx = w.ctx();
    const other = await mintTenant(ctx);
    const theirs = { agencyId: other.agencyId, subAccountId: null, kind: 'hook' as const, trigger: 'text_received' };
    const row = { id: 'hok_theirs', version: 1, targetUrl: `${w.receiver.origin}/theirs`, filters: [], createdAt: 1 };
    await ctx.db.read.insert(workflowSubscription).values({ ...theirs, ...row });
    expect(await w.heard('text_received', () => w.o.text('To all'), { ofAgency: true })).toHaveLength(1);
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
    const [event] = await w.heard('call_answered', async () => end(w.ctx(), await written(sid), 95));
    expect(event).toMatchObject({
      type: 'call_answered',
      data: { from: ANN, answered_by: 'user', user_name: 'Rosa Diaz', duration_seconds: 95 },
    });
  });

  test('is told as missed when the caller gave up, once, however often its end is told', async () => {
    const sid = await ring({});
    const events = await w.heard('call_missed', async () => {
      const open = await written(sid);
      await end(w.ctx(), open, 12);
      await end(w.ctx(), await written(sid), 12);
    });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'call_missed', data: { outcome: 'abandoned', overflow: false } });
  });

  test('that somebody took sets no missed call off', async () => {
    const sid = await ring({ status: 'answered', answeredAtNumber: '+12125550199', answeredAt: 5 });
    expect(await w.heard('call_missed', async () => end(w.ctx(), await written(sid), 1))).toEqual([]);
  });

  test('A-3 at a number that the agency’s own agent answers is told to the agency alone', async () => {
    const agent = { kind: 'sip', agentId: 'agt_1', name: 'Ava', endpoint: 'sip:ava@voice.example', seconds: 25 };
    const decision = { outcome: 'agent', steps: [agent], timeline: [], trace: [] };
    const sid = await ring({ subAccountId: null, assignmentId: null, status: 'answered', answeredAt: 5, decision });
    const theirs = await w.hook('call_answered');
    const over = async () => end(w.ctx(), await written(sid), 7);
    const [event] = await w.heard('call_answered', over, { ofAgency: true });
    expect(event).toMatchObject({ sub_account_id: null, data: { answered_by: 'agent', agent_name: 'Ava' } });
    expect(w.receiver.sentTo(theirs.path)).toEqual([]);
    await removeHook(w.ctx(), w.caller, theirs.id);
  });

  test('a withheld caller has no number', async () => {
    const sid = await ring({ from: 'anonymous', unknown: true });
    const [event] = await w.heard('call_missed', async () => end(w.ctx(), await written(sid), 1));
    expect(event).toMatchObject({ data: { from: null, unknown: true } });
  });

  test('a voicemail is told by itself', async () => {
    const open = await written(await ring({ status: 'missed' }));
    expect(decisionOf(open.call).outcome).toBe('direct');
    const message = { id: 'vml_1', ...w.caller, assignmentId: w.o.assignmentId, callId: open.call.id };
    const left = { ...message, userId: null, recordingSid: 'RE1', durationS: 21 };
    const [event] = await w.heard('voicemail_left', async () => {
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

test('W-1 an unknown caller who is claimed is told with who claimed them', async () => {
  const ctx = w.ctx();
  const from = '+13125550188';
  await ctx.db.read.insert(message).values({
    ...{ id: 'msg_claim', ...w.caller, assignmentId: w.o.assignmentId, numberId: w.o.tenant.numberId, from },
    ...{ direction: 'in', to: w.o.tenant.e164, body: 'Hi', media: [], kind: 'inbound', status: 'received' },
    ...{ unknown: true, at: ctx.now },
  });
  const viewer = { userId: w.o.tenant.ownerId, isAdmin: true };
  const [event] = await w.heard('caller_claimed', () => claimFirst(ctx, w.caller, viewer, `n-${from.slice(1)}`));
  expect(event).toMatchObject({ data: { caller: from, user_id: w.o.tenant.ownerId, user_name: 'Rosa Diaz' } });
});
