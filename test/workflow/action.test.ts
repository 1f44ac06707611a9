import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agent, audit, number, staffSetting, subAccount, unknownRule, workflowRun } from '../../schema/index.ts';
import { shapeOf } from '../../worker/workflow/catalogue/definition.ts';
import { ACTION, type ActionKey } from '../../worker/workflow/catalogue/index.ts';
import { listRuns, readRun } from '../../worker/workflow/history.ts';
import { runAction } from '../../worker/workflow/run-action.ts';
import { ANN, problem } from '../outbound/office.ts';
import { mintTenant } from '../support/mint.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

let w: Workshop;
beforeAll(async () => {
  w = await openWorkshop();
});
afterAll(() => w.close());

/** Runs an action whose answer is as the catalogue documents it. */
async function done(action: ActionKey, input: object, key?: string) {
  const result = await w.run(action, input, key);
  expect(v.parse(v.strictObject(shapeOf(ACTION[action].result).entries), result)).toEqual(result);
  return result;
}

describe('W-2 an action', () => {
  test('sends a text in the owner’s name (O-2), and again only under another key', async () => {
    const contactId = await w.o.know(w.o.tenant.ownerId);
    const order = { contact: `host-${contactId}`, body: 'Tomorrow at 10.' };
    const sent = await done('send_text', order, 'appointment-1');
    expect(sent).toMatchObject({ from: w.o.tenant.e164, to: ANN, status: 'queued' });
    expect(
      await w.run('send_text', { body: 'Tomorrow at 10.', contact: `host-${contactId}` }, 'appointment-1'),
    ).toEqual(sent);
    expect(await w.run('send_text', order, 'appointment-2')).not.toEqual(sent);
    await w.o.work();
    expect(w.o.arrived(ANN)).toHaveLength(2);
  });

  test('asked for ten times at once is done once', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, () => w.run('send_text', { to: ANN, body: 'Once' }, 'at-once')),
    );
    const fine = answers.flatMap(one => (one.status === 'fulfilled' ? [one.value.message_id] : []));
    expect(new Set(fine).size).toBe(1);
    for (const one of answers) if (one.status === 'rejected') expect(one.reason).toEqual(problem('still_running'));
    expect((await w.o.messages()).filter(row => row.body === 'Once')).toHaveLength(1);
    expect((await w.runs()).filter(row => row.key === 'at-once')).toHaveLength(1);
  });

  test('under a key that was used for something else is refused', async () => {
    await w.run('send_text', { to: ANN, body: 'One' }, 'same');
    await expect(w.run('send_text', { to: ANN, body: 'Two' }, 'same')).rejects.toEqual(problem('key_reused'));
    await expect(w.run('set_forwarding', { forward_to: '' }, 'same')).rejects.toEqual(problem('key_reused'));
  });

  test('another caller’s keys are its own', async () => {
    const other = { actor: { kind: 'api_key' as const, id: 'key_2', source: 'api' } };
    const first = await w.run('send_text', { to: ANN, body: 'One' }, 'shared');
    expect(await w.run('send_text', { to: ANN, body: 'Other' }, 'shared', other)).not.toEqual(first);
  });

  test('refused once is refused again, in the same words; the panel says why', async () => {
    const order = { to: '+881612345678', body: 'Satellite' };
    const refusal = await w.run('send_text', order, 'refused').catch(cause => cause);
    expect(refusal).toEqual(problem('invalid'));
    await expect(w.run('send_text', order, 'refused')).rejects.toEqual(problem('invalid'));
    const [run] = (await listRuns(w.ctx(), w.caller, undefined)).items.filter(item => item.state === 'refused');
    expect(run).toMatchObject({ kind: 'action', key: 'send_text', error: refusal.body.detail });
    expect(await readRun(w.ctx(), w.caller, run?.id ?? '')).toMatchObject({
      detail: order,
      answer: { code: 'invalid' },
    });
  });

  test('that broke or died is done by the next repeat, once', async () => {
    const order = { to: ANN, body: 'After all' };
    w.o.breakDatabase();
    await expect(w.run('send_text', order, 'broken')).rejects.toThrow();
    w.o.breakDatabase(false);
    const sent = await w.run('send_text', order, 'broken');
    await w
      .ctx()
      .db.read.update(workflowRun)
      .set({ state: 'running', leasedUntil: 1 })
      .where(eq(workflowRun.key, 'broken'));
    expect(await w.run('send_text', order, 'broken')).toEqual(sent);
    expect((await w.o.messages()).filter(row => row.body === 'After all')).toHaveLength(1);
  });

  test.each([
    ['send_text', { to: ANN }, 'body'],
    ['send_text', { body: 'Hello' }, 'to'],
    ['send_text', { to: '12', body: 'Hello' }, 'to'],
    ['set_do_not_disturb', { user: 'x@y.z', minutes: 'soon' }, 'minutes'],
    ['switch_rule', { rule: 'rul_1', on: 'perhaps' }, 'on'],
    ['who_would_ring', { number: 'n', kind: 'fax' }, 'kind'],
  ])('X-6 %s with %j names the field', async (action, input, field) => {
    const named = 'user' in input ? { ...input, user: w.o.tenant.ownerId } : input;
    await expect(w.run(action, named)).rejects.toMatchObject({ status: 422, body: { errors: [{ field }] } });
  });

  test('T-1 another tenant’s things do not exist, whoever names them', async () => {
    const other = await mintTenant(w.ctx());
    const theirs: [string, object][] = [
      ['release_number', { number: other.e164 }],
      ['attach_number', { number: other.numberId }],
      ['set_forwarding', { number: other.e164, forward_to: ANN }],
      ['set_do_not_disturb', { user: other.ownerId, minutes: '5' }],
      ['who_would_ring', { number: other.numberId }],
      ['call_contact', { to: ANN, user: other.staffId }],
      ['send_text', { sub_account: other.subAccountId, to: ANN, body: 'Hello' }],
    ];
    for (const [action, input] of theirs) {
      await expect(w.run(action, input)).rejects.toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    await expect(w.run('fly', {})).rejects.toEqual(problem('not_found'));
  });

  test('of an agency says which sub-account it means, by our id or the CRM’s', async () => {
    const agency = { agencyId: w.caller.agencyId };
    const look = (more: object) =>
      runAction(w.ctx(), agency, 'who_would_ring', { number: w.o.tenant.e164, ...more }, 'a');
    await expect(look({})).rejects.toEqual(problem('sub_account_needed'));
    expect(await look({ sub_account: w.caller.subAccountId })).toMatchObject({ branch: 'person' });
    expect(await look({ sub_account: `loc-${w.caller.subAccountId}` })).toMatchObject({ branch: 'person' });
  });

  test('assigning takes an agency’s credentials', async () => {
    const order = { number: '+1', sub_account: w.caller.subAccountId, user: w.o.tenant.ownerId };
    await expect(w.run('assign_number', order)).rejects.toMatchObject({ status: 403 });
    const agency = { agencyId: w.caller.agencyId };
    await expect(runAction(w.ctx(), agency, 'assign_number', order, 'b')).rejects.toEqual(problem('not_found'));
  });

  test('says who would ring and where the workflow goes on', async () => {
    const found = await done('who_would_ring', { number: w.o.tenant.e164, from: ANN });
    expect(found).toMatchObject({
      branch: 'person',
      in_service: true,
      outcome: 'direct',
      user_id: w.o.tenant.ownerId,
      user_host_id: `host-${w.o.tenant.ownerId}`,
    });
    await w.o.configure(w.o.tenant.ownerId, { doNotDisturbUntil: w.o.clock.now() + 3_600_000 });
    expect(await done('who_would_ring', { number: w.o.tenant.numberId, from: '' })).toMatchObject({ branch: 'nobody' });
    await w.ctx().db.read.delete(staffSetting);
  });

  test('sets do not disturb by email address, and ends it', async () => {
    const { ownerId } = w.o.tenant;
    const set = await done('set_do_not_disturb', { user: `${ownerId}@example.com`, minutes: '30' });
    expect(Date.parse(String(set.until))).toBeGreaterThan(w.o.clock.now());
    expect(await done('set_do_not_disturb', { user: ownerId, until: '' })).toEqual({ user_id: ownerId, until: null });
    const lines = await w.ctx().db.read.select().from(audit).where(eq(audit.entity, 'staff_setting'));
    expect(lines.at(-1)).toMatchObject({ actorKind: 'api_key', actorId: 'key_1', source: 'api' });
  });

  test('sets forwarding of one number or of all', async () => {
    const { e164, numberId } = w.o.tenant;
    expect(await done('set_forwarding', { number: e164, forward_to: '(212) 555-0199' })).toEqual({
      number_id: numberId,
      forward_to: '+12125550199',
    });
    await done('set_forwarding', { forward_to: '+12125550198' });
    const [home] = await w.ctx().db.read.select().from(subAccount).where(eq(subAccount.id, w.caller.subAccountId));
    expect(home?.forwardTo).toBe('+12125550198');
    expect(await done('set_forwarding', { number: numberId, forward_to: null })).toMatchObject({ forward_to: null });
  });

  test('attaches a number to an agent, saying first what it replaces', async () => {
    const { e164, numberId } = w.o.tenant;
    const id = w.ctx().id('agt');
    const row = { id, ...w.caller, kind: 'voice_agent' as const, name: 'Ava', createdAt: 1 };
    await w.ctx().db.read.insert(agent).values(row);
    await expect(w.run('attach_number', { number: e164, agent: id })).rejects.toEqual(problem('number_in_use'));
    expect(await done('attach_number', { number: e164, agent: id, replace: 'true' })).toMatchObject({
      agent_id: id,
      warning: expect.stringContaining('no endpoint'),
    });
    expect(await done('attach_number', { number: e164, agent: '' })).toMatchObject({ agent_id: null });
    await w.o.change({ wiredTo: 'user', wiredUserId: w.o.tenant.ownerId });
    expect(await w.ctx().db.read.select().from(number).where(eq(number.id, numberId))).toMatchObject([
      { wiredTo: 'user' },
    ]);
  });

  test('switches a rule on and off, never the default', async () => {
    const company = await w.o.companyNumber();
    const id = w.ctx().id('rul');
    const rule = { assignmentId: company.assignmentId, ...w.caller, action: { kind: 'user' as const, userId: null } };
    const times = { createdAt: 1, updatedAt: 1 };
    await w
      .ctx()
      .db.read.insert(unknownRule)
      .values([
        { id, ...rule, ...times, isDefault: false, name: 'Evenings', hours: [{ days: [1], start: 60, end: 120 }] },
        { id: `${id}d`, ...rule, ...times, isDefault: true, name: 'Default', hours: [] },
      ]);
    expect(await done('switch_rule', { rule: id, on: 'false' })).toMatchObject({ rule_name: 'Evenings', on: false });
    expect(await done('switch_rule', { rule: id, on: true })).toMatchObject({ on: true });
    await expect(w.run('switch_rule', { rule: `${id}d`, on: false })).rejects.toEqual(problem('default_rule'));
    await expect(w.run('switch_rule', { rule: 'rul_gone', on: false })).rejects.toEqual(problem('not_found'));
  });

  test('calls: the contact’s owner first, showing their own number (O-3)', async () => {
    const contactId = await w.o.know(w.o.tenant.ownerId, '+12065550133');
    const called = await done('call_contact', { contact: contactId }, 'call-1');
    expect(await w.run('call_contact', { contact: contactId }, 'call-1')).toEqual(called);
    const [row, ...more] = (await w.o.calls()).filter(one => one.direction === 'out');
    expect(more).toEqual([]);
    expect(row).toMatchObject({ placedByUserId: w.o.tenant.ownerId, from: w.o.tenant.e164, to: '+12065550133' });
    await expect(w.run('call_contact', { to: '+12065550144' })).rejects.toMatchObject({
      body: { errors: [{ field: 'user' }] },
    });
  });
  test('N-7 neither calls nor texts from a number marked “do not originate”, with that reason', async () => {
    const contact = await w.o.know(w.o.tenant.ownerId, '+12065550134');
    const mark = (callPurpose: 'do_not_originate' | null) => w.o.ctx().db.read.update(number).set({ callPurpose });
    await mark('do_not_originate');
    await expect(w.run('call_contact', { contact })).rejects.toEqual(problem('sender_do_not_originate'));
    await expect(w.run('send_text', { contact, body: 'Hello' })).rejects.toEqual(problem('sender_do_not_originate'));
    await mark(null);
  });
});
