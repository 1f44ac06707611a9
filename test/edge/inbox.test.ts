import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Body } from '../support/doors.ts';
import { openPanel } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';
import { refusalOf, witnessOf } from './witness.ts';

const stage = useStage();
const { rows, eventually } = witnessOf(stage);
const PRIYA = '+14155550111';
const TOM = '+14155550112';

let a: Agency;
let front: { numberId: string; e164: string };
/** Tom's panel; Priya's is `a.staff`, and Lena's is of nobody whom the rule selects. */
let tom: Agency['staff'];
let callers = 0;
const stranger = () => {
  callers += 1;
  return `+1312555${String(callers).padStart(4, '0')}`;
};
const keyOf = (e164: string) => `n-${e164.slice(1)}`;

beforeAll(async () => {
  a = await stage.agency();
  front = await stage.active(a);
  tom = openPanel(stage.instance, { userId: a.ids.tom, locationId: a.locationId });
  await a.owner.send('POST', '/company-numbers', { numberId: front.numberId });
  await a.owner.send('PATCH', `/company-numbers/${front.numberId}`, { source: 'Billboard', tag: 'Spring' });
  const { items: people } = await a.owner.get('/staff');
  const idOf = (name: string) => people.find((item: Body) => item.name.startsWith(name)).userId;
  const { items } = await a.owner.get(`/company-numbers/${front.numberId}/rules`);
  const group = { kind: 'ring_group', userIds: [idOf('Priya'), idOf('Tom')], seconds: 20 };
  const rule = { name: 'Always', action: group, hours: [], enabled: true };
  const whole = { ...rule, hours: [{ days: [0, 1, 2, 3, 4, 5, 6], start: 0, end: 1440 }] };
  await a.owner.send('POST', `/company-numbers/${front.numberId}/rules`, whole);
  expect(items).toHaveLength(1);
}, 60_000);
beforeEach(() => {
  stage.instance.faults.clear();
  for (const phone of [PRIYA, TOM]) stage.instance.twilio.phone(phone).script = 'ignore';
});

/** A call from outside, with all that follows from it. */
async function call(from: string): Promise<void> {
  await stage.call(from, front.e164);
  await stage.instance.settle();
}
const waiting = async (panel: Agency['staff']): Promise<string[]> =>
  (await panel.get('/inbox?view=unknown')).items.map((item: Body) => item.key);
const contactIn = (phone: string): Body =>
  [...stage.instance.host.records.contacts.values()].find(
    one => one.phones.includes(phone) && one.locationId === a.locationId,
  );
const timelineOf = (contactId: string) =>
  [...stage.instance.host.records.timeline.values()].filter(entry => entry.contactId === contactId);

describe('U-7 a missed call of an unknown caller', () => {
  test('two at once: one claims the caller, the other learns who, and it leaves their list', async () => {
    const from = stranger();
    await call(from);
    expect(await waiting(tom)).toContain(keyOf(from));
    expect(await waiting(a.staff)).toContain(keyOf(from));
    const attempts = await Promise.all([tom, a.staff].map(panel => panel.raw('POST', `/inbox/${keyOf(from)}/claim`)));
    expect(attempts.map(answer => answer.status).sort()).toEqual([200, 409]);
    const lost = attempts.find(answer => answer.status === 409);
    const won = attempts[0]?.status === 200 ? 'Tom Okafor' : 'Priya Natarajan';
    expect(await lost?.json()).toMatchObject({ code: 'claimed_by_other', params: { by: won } });
    expect(await waiting(tom)).not.toContain(keyOf(from));
    expect(await waiting(a.staff)).not.toContain(keyOf(from));
    expect((await a.owner.get(`/inbox/${keyOf(from)}`)).claim.by.name).toBe(won);
    expect((await a.owner.get('/calls')).items[0]).toMatchObject({ from, unknown: true, status: 'missed' });
  });

  test('U-9 C-3 C-2 is made a contact in the CRM, with Source, Tag, owner and what came before on its timeline', async () => {
    const from = stranger();
    await call(from);
    await tom.send('POST', `/inbox/${keyOf(from)}/contact`, { name: 'Zoë Ünal 🦷' });
    await stage.instance.settle();
    const made = contactIn(from);
    expect(made).toMatchObject({ name: 'Zoë Ünal 🦷', source: 'Billboard', tags: ['Spring'], owner_id: a.ids.tom });
    expect(timelineOf(made.id)).toMatchObject([{ kind: 'call', direction: 'inbound', from, status: 'missed' }]);
    expect(await waiting(a.staff)).not.toContain(keyOf(from));
    const rung = await stage.call(from, front.e164);
    expect(rung.legs.map(leg => leg.to)).toEqual([TOM]);
    await stage.instance.settle();
    await eventually(() => expect(timelineOf(made.id).map(entry => entry.status)).toEqual(['missed', 'missed']));
  });

  test('C-3 a CRM that is down: said so, nothing half made; once it is back, one contact', async () => {
    const from = stranger();
    await call(from);
    stage.instance.faults.add({ vendor: 'host', method: 'POST', path: '/contacts$', kind: 'after', status: 503 });
    const attempt = tom.send('POST', `/inbox/${keyOf(from)}/contact`, { name: 'Ada' });
    expect(await refusalOf(attempt)).toMatchObject({ status: 502, code: 'host_down' });
    await tom.send('POST', `/inbox/${keyOf(from)}/contact`, { name: 'Ada' });
    const all = [...stage.instance.host.records.contacts.values()].filter(one => one.phones.includes(from));
    expect(all).toMatchObject([{ name: 'Ada', source: 'Billboard', tags: ['Spring'] }]);
  });

  test('U-9 is associated with a contact found by name; the number’s Source becomes a tag', async () => {
    const from = stranger();
    await call(from);
    const { items } = await a.staff.get('/contacts?q=alice');
    expect(items).toMatchObject([{ name: 'Alice Moreau', phones: ['+14155550141'] }]);
    await a.staff.send('POST', `/inbox/${keyOf(from)}/associate`, { contactId: items[0].id });
    expect(contactIn(from)).toMatchObject({
      name: 'Alice Moreau',
      phones: ['+14155550141', from],
      source: 'Website',
      tags: ['cleaning', 'Billboard', 'Spring'],
    });
  });
});

describe('U-6 an answered call of an unknown caller', () => {
  test('only who answered has it; the owner sees who, and may not act', async () => {
    stage.instance.twilio.phone(TOM).script = 'press1';
    const from = stranger();
    await call(from);
    const { canAct, records } = await tom.get(`/inbox/${keyOf(from)}`);
    expect([canAct, records]).toMatchObject([true, [{ outcome: 'answered', by: { name: 'Tom Okafor' } }]]);
    expect((await a.staff.raw('GET', `/inbox/${keyOf(from)}`)).status).toBe(404);
    expect(await a.owner.get(`/inbox/${keyOf(from)}`)).toMatchObject({ canAct: false });
    const attempt = a.owner.send('POST', `/inbox/${keyOf(from)}/contact`, { name: 'X' });
    expect(await refusalOf(attempt)).toMatchObject({ status: 403 });
  });
});

describe('U-8 a text of an unknown caller', () => {
  test('is answered by whoever is first, in the same thread as their calls', async () => {
    const from = stranger();
    await call(from);
    const control = `${stage.instance.urls.twilio}/_control/text`;
    const body = JSON.stringify({ from, to: front.e164, body: 'مرحبا، هل أنتم مفتوحون؟ 🙂' });
    await fetch(control, { method: 'POST', body });
    await stage.instance.settle();
    const { senders } = await tom.get(`/inbox/${keyOf(from)}`);
    const sender = senders.find((one: Body) => one.numberId === front.numberId);
    const reply = { numberId: sender?.numberId ?? front.numberId, body: 'Yes, until six.', requestId: 'request-1' };
    await tom.send('POST', `/inbox/${keyOf(from)}/text`, reply);
    await tom.send('POST', `/inbox/${keyOf(from)}/text`, reply);
    await stage.instance.settle();
    const { records, claim } = await tom.get(`/inbox/${keyOf(from)}`);
    expect(claim).toMatchObject({ mine: true });
    expect(records.map((one: Body) => [one.kind, one.direction, one.body])).toEqual([
      ['call', 'in', null],
      ['text', 'in', 'مرحبا، هل أنتم مفتوحون؟ 🙂'],
      ['text', 'out', 'Yes, until six.'],
    ]);
    expect((await a.staff.raw('GET', `/inbox/${keyOf(from)}`)).status).toBe(404);
  });
});

describe('S-3 a voicemail', () => {
  test('is mailed to the owner, listed, and played through our own address, from anywhere in it', async () => {
    await rows('update sub_account set voicemail = 1 where agency_id = ?', a.id);
    const from = stranger();
    await call(from);
    await rows('update sub_account set voicemail = 0 where agency_id = ?', a.id);
    const { records } = await a.owner.get(`/inbox/${keyOf(from)}`);
    expect(records).toMatchObject([{ outcome: 'voicemail', voicemail: { heardAt: null } }]);
    const { url, expiresAt } = await a.owner.send('POST', `/voicemails/${records[0].voicemail.id}/link`);
    expect(url).toContain(stage.instance.urls.worker);
    expect(expiresAt).toBeGreaterThan(stage.instance.clock.now());
    const whole = await fetch(url);
    const sound = new Uint8Array(await whole.arrayBuffer());
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'audio/mpeg']);
    const part = await fetch(url, { headers: { range: 'bytes=10-19' } });
    expect([part.status, [...new Uint8Array(await part.arrayBuffer())]]).toEqual([206, [...sound.slice(10, 20)]]);
    await stage.instance.clock.advance(11 * 60_000);
    expect((await fetch(url)).status).toBe(403);
    await eventually(async () => {
      const { mails }: Body = await (await fetch(`${stage.instance.urls.desk}/mail.json`)).json();
      const last4 = from.slice(-4);
      expect(
        mails.some((mail: Body) => mail.subject.startsWith('Voicemail from') && mail.subject.endsWith(last4)),
      ).toBe(true);
    });
  });
});

describe('X-2 what the CRM refuses for good', () => {
  test('is shown to the agency in words, and goes through when tried again', async () => {
    stage.instance.faults.add({ vendor: 'host', path: '/timeline$', kind: 'before', status: 422 });
    await call('+14155550141');
    const parked = async (): Promise<Body[]> => (await a.agency.get('/failures')).items;
    await eventually(async () => {
      expect(await parked()).toMatchObject(
        [{ kind: 'delivery', what: 'Writing a call to a contact’s timeline in your CRM', error: /answered 422/ }].map(
          item => ({ ...item, error: expect.stringMatching(item.error) }),
        ),
      );
    });
    const [failure] = await parked();
    await a.agency.send('POST', `/failures/${failure.id}/retry`);
    await stage.instance.settle();
    await eventually(async () => expect(await parked()).toEqual([]));
    expect(timelineOf(contactIn('+14155550141').id).at(-1)).toMatchObject({ kind: 'call', from: '+14155550141' });
  });
});
