import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { optOut } from '../../schema/index.ts';
import { sendText, type TextOrder } from '../../worker/outbound/send-text.ts';
import { listSenders } from '../../worker/outbound/senders.ts';
import { ANN, MINUTE, type Office, openOffice, problem, ROSA, SID } from './office.ts';

let o: Office;
beforeEach(async () => {
  o = await openOffice();
});
afterEach(() => o.close());

let requests = 0;
const order = (over: Partial<TextOrder> = {}): TextOrder => ({
  ...o.place,
  userId: o.tenant.ownerId,
  to: ANN,
  numberId: o.tenant.numberId,
  body: 'See you at 3 👋 مرحبا',
  requestId: `request-${++requests}`,
  kind: 'manual',
  ...over,
});
const send = (over: Partial<TextOrder> = {}) => sendText(o.ctx(), order(over));
const automatic = (over: Partial<TextOrder> = {}) => send({ kind: 'automatic', userId: null, numberId: null, ...over });
const refusal = (over: Partial<TextOrder>) => expect(send(over)).rejects;

describe('a manual text', () => {
  test('O-1 O-4 goes out from the chosen number and is followed until it has arrived', async () => {
    const sent = await send({ to: '(206) 555-0122' });
    expect(sent).toMatchObject({ status: 'queued', from: o.tenant.e164, to: ANN, errorSentence: null });
    await o.work();
    expect(o.arrived(ANN)).toMatchObject([{ body: 'See you at 3 👋 مرحبا', from: o.tenant.e164 }]);
    expect(await o.message(sent.id)).toMatchObject({ status: 'delivered', messageSid: expect.stringMatching(/^SM/) });
    expect(await o.acts(sent.id)).toEqual(expect.arrayContaining(['written', 'sending', 'delivered']));
  });

  test('O-1 the same request sends once, also when it comes twice at once', async () => {
    const twice = order();
    const [one, two] = await Promise.all([sendText(o.ctx(), twice), sendText(o.ctx(), twice)]);
    const three = await sendText(o.ctx(), twice);
    await o.work();
    expect([two.id, three.id]).toEqual([one.id, one.id]);
    expect(o.arrived(ANN)).toHaveLength(1);
  });

  test('O-4 a failure is kept with the carrier’s reason in words', async () => {
    o.twilio.phone(ANN).textError = 30006;
    const sent = await send();
    await o.work();
    const row = await o.message(sent.id);
    expect(row).toMatchObject({ status: 'undelivered', errorCode: '30006' });
    const again = await sendText(o.ctx(), order({ requestId: `request-${requests}` }));
    expect(again.errorSentence).toContain('landline');
  });

  test('C-2 O-4 it is on the timeline of the contact once Twilio has it', async () => {
    const contactId = await o.know(o.tenant.ownerId);
    const sent = await send();
    expect(await o.outbox()).toHaveLength(1);
    await o.work();
    expect((await o.outbox()).map(row => row.key)).toContain(`timeline:text:${sent.id}:${contactId}`);
    expect(await o.message(sent.id)).toMatchObject({ contactId, unknown: false });
  });
});

describe('refusals', () => {
  test('R-14 numbers that must not be texted are refused at the field', async () => {
    for (const to of ['911', '+1 900 555 1212', '+44 20 7946 0958', 'nonsense']) {
      await refusal({ to }).toThrow(problem('invalid'));
    }
    expect(await o.messages()).toEqual([]);
  });
  test('R-17 somebody who opted out of this sub-account gets nothing', async () => {
    const { subAccountId } = o.place;
    await o.ctx().db.read.insert(optOut).values({ subAccountId, e164: ANN, keyword: 'STOP', at: 1 });
    await refusal({}).toThrow(problem('opted_out'));
    await expect(automatic()).rejects.toThrow(problem('opted_out'));
  });
  test('N-7 a do-not-originate number sends nothing', async () => {
    await o.change({ callPurpose: 'do_not_originate' });
    await refusal({}).toThrow(problem('sender_do_not_originate'));
  });
  test('N-7 nor what was written before it was marked, with that reason', async () => {
    const sent = await send();
    await o.change({ callPurpose: 'do_not_originate' });
    await o.work();
    expect(await o.message(sent.id)).toMatchObject({ status: 'failed', errorCode: 'do_not_originate' });
    expect(o.arrived(ANN)).toEqual([]);
  });
  test('O-2 a number without SMS sends nothing', async () => {
    await o.change({ sms: false });
    await refusal({}).toThrow(problem('sender_no_sms'));
  });
  test('O-1 nobody sends from somebody else’s direct number', async () => {
    await refusal({ userId: o.tenant.staffId }).toThrow(problem('sender_not_yours'));
  });
  test('T-1 a number of another sub-account does not exist here', async () => {
    const other = await openOffice();
    await refusal({ numberId: other.tenant.numberId }).toThrow(problem('not_found'));
    await refusal({ ...other.place }).toThrow(problem('not_found'));
    await other.close();
  });
  test('O-1 a text to the sending number itself is refused', async () => {
    await refusal({ to: o.tenant.e164 }).toThrow(problem('same_number'));
  });
});

describe('an automatic text', () => {
  test('O-2 goes in the name of the contact’s owner', async () => {
    const company = await o.companyNumber();
    await o.know(o.tenant.ownerId);
    expect((await automatic()).from).toBe(o.tenant.e164);
    await o.configure(o.tenant.ownerId, { senderNumberId: company.numberId });
    expect((await automatic()).from).toBe(company.e164);
  });
  test('O-2 without owner from the company number, and refused where there is none', async () => {
    await o.know(null);
    await expect(automatic()).rejects.toThrow(problem('no_sender'));
    const company = await o.companyNumber();
    expect((await automatic()).from).toBe(company.e164);
  });
});

describe('between writing and sending', () => {
  test('R-17 a STOP that comes first is honoured', async () => {
    const sent = await send();
    const { subAccountId } = o.place;
    await o.ctx().db.read.insert(optOut).values({ subAccountId, e164: ANN, keyword: 'STOP', at: 1 });
    await o.work();
    expect(await o.message(sent.id)).toMatchObject({ status: 'failed', errorCode: '21610' });
    expect(o.arrived(ANN)).toEqual([]);
  });
  test('O-4 a lost answer does not send it twice: it is looked up first', async () => {
    o.twilio.callbacks.mode = 'off';
    o.faults.add({ vendor: 'twilio', method: 'POST', path: '/Messages.json', kind: 'after', status: 500 });
    const sent = await send();
    await o.work();
    expect(await o.message(sent.id)).toMatchObject({ status: 'sending', messageSid: null });
    await o.later(2 * MINUTE);
    expect(await o.message(sent.id)).toMatchObject({ messageSid: expect.stringMatching(/^SM/) });
    expect(o.arrived(ANN)).toHaveLength(1);
  });
  test('O-4 two equal texts whose answers were lost are told apart', async () => {
    o.twilio.callbacks.mode = 'off';
    o.faults.add({ vendor: 'twilio', method: 'POST', path: '/Messages.json', kind: 'after', status: 500 });
    o.faults.add({ vendor: 'twilio', method: 'POST', path: '/Messages.json', kind: 'before', status: 500 });
    const [one, two] = [await send(), await send()];
    await o.work();
    expect(o.arrived(ANN)).toHaveLength(1);
    await o.later(2 * MINUTE);
    const sids = [(await o.message(one.id)).messageSid, (await o.message(two.id)).messageSid];
    expect(new Set(sids).size).toBe(2);
    expect(o.arrived(ANN)).toHaveLength(2);
  });
  test('O-4 what Twilio never took is sent when it is back', async () => {
    o.faults.add({ vendor: 'twilio', method: 'POST', path: '/Messages.json', kind: 'before', status: 503 });
    const sent = await send();
    await o.work();
    expect(o.arrived(ANN)).toEqual([]);
    await o.later(2 * MINUTE);
    expect(await o.message(sent.id)).toMatchObject({ status: 'delivered' });
    expect(o.arrived(ANN)).toHaveLength(1);
  });
  test('O-4 too many at once: sent a little later', async () => {
    const body = { code: 20429, message: 'Too many requests' };
    o.faults.add({ vendor: 'twilio', method: 'POST', path: '/Messages.json', kind: 'before', status: 429, body });
    const sent = await send();
    await o.work();
    expect(await o.message(sent.id)).toMatchObject({ status: 'queued' });
    await o.later(2 * MINUTE);
    expect(o.arrived(ANN)).toHaveLength(1);
  });
  test('R-17 what the carrier refuses for an opt-out is remembered here', async () => {
    o.twilio.carrier.optOuts.set(`${o.tenant.e164}>${ANN}`, true);
    const sent = await send();
    await o.work();
    expect(await o.message(sent.id)).toMatchObject({ status: 'failed', errorCode: '21610' });
    await refusal({}).toThrow(problem('opted_out'));
  });
  test('O-4 callbacks reordered or repeated come to the same', async () => {
    for (const mode of ['reorder', 'duplicate'] as const) {
      o.twilio.callbacks.mode = mode;
      const sent = await send();
      await o.work();
      expect(await o.message(sent.id)).toMatchObject({ status: 'delivered' });
    }
  });
});

describe('senders', () => {
  test('O-1 O-3 a person sees their numbers and the bridge, with what hinders each', async () => {
    const company = await o.companyNumber({ sms: false });
    const list = () => listSenders(o.ctx(), o.place, o.tenant.ownerId);
    expect(await list()).toMatchObject([
      { kind: 'direct', e164: o.tenant.e164, usable: true, why: null },
      { kind: 'company', e164: company.e164, usable: false, callable: true, why: expect.stringContaining('texts') },
      { kind: 'bridge', numberId: null, e164: ROSA, usable: false, why: expect.stringContaining('verified') },
    ]);
    o.twilio.verifyCallerId(ROSA, SID);
    expect((await list()).at(-1)).toMatchObject({ kind: 'bridge', usable: true, why: null });
  });
});
