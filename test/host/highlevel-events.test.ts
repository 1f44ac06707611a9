import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contact, contactPhone, membership, subAccount, user } from '../../schema/index.ts';
import { connectHost } from '../../worker/host/connect.ts';
import type { HostPort } from '../../worker/host/port.ts';
import { COMPANY, FITNESS, KENJI, type Market, openMarket, SOFIA } from './market.ts';

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  await market.install();
  await market.settle();
});
afterAll(() => market.close());
beforeEach(() => {
  market.faults.clear();
  market.crm.setRate({});
});

const phonesOf = async (hostContactId: string) => {
  const rows = await market.ctx.db.read
    .select({ e164: contactPhone.e164 })
    .from(contactPhone)
    .innerJoin(contact, eq(contact.id, contactPhone.contactId))
    .where(and(eq(contact.hostContactId, hostContactId), isNull(contact.deletedAt)))
    .orderBy(contactPhone.e164);
  return rows.map(row => row.e164);
};
const saved = (more: object = {}) =>
  market.crm.acts.saveContact({
    ...{ id: 'hlConNew', locationId: FITNESS, firstName: 'Zoë', lastName: 'Ferrán', tags: [] },
    ...{ phone: '+13035550191', additionalPhones: ['+13035550192'], assignedTo: SOFIA },
    ...more,
  });
const personOf = async (hostUserId: string) => {
  const [row] = await market.ctx.db.read
    .select({ name: user.name, deletedAt: user.deletedAt, role: membership.role })
    .from(user)
    .leftJoin(membership, eq(membership.userId, user.id))
    .where(eq(user.hostUserId, hostUserId));
  return row;
};

describe('C-1 contacts follow HighLevel’s events', () => {
  test('an event leaves further phones out; they are there all the same', async () => {
    saved();
    await market.settle();
    expect(await phonesOf('hlConNew')).toEqual(['+13035550191', '+13035550192']);
    saved({ phone: '+13035550193', additionalPhones: [] });
    await market.settle();
    expect(await phonesOf('hlConNew')).toEqual(['+13035550193']);
  });

  test('an import of more than may be asked about is believed, and no known phone is lost', async () => {
    saved({ phone: '+13035550194', additionalPhones: ['+13035550195'] });
    await market.settle();
    market.crm.setRate({ max: 0 });
    saved({ phone: '+13035550196', additionalPhones: ['+13035550195'] });
    await market.settle();
    expect(await phonesOf('hlConNew')).toEqual(['+13035550194', '+13035550195', '+13035550196']);
  });

  test('events in the wrong order end at what is true', async () => {
    market.faults.addMishap({ kind: 'held', type: 'ContactUpdate' });
    saved({ phone: '+13035550197', additionalPhones: [] });
    await market.settle();
    saved({ phone: '+13035550198', additionalPhones: [] });
    await market.settle();
    await market.crm.webhooks.release();
    await market.settle();
    expect(await phonesOf('hlConNew')).toEqual(['+13035550198']);
  });

  test('one deleted there is found by no phone', async () => {
    const record = saved();
    await market.settle();
    market.crm.acts.deleteContact(record);
    await market.settle();
    expect(await phonesOf('hlConNew')).toEqual([]);
  });

  test('T-1 a contact of a location that is nobody’s here changes nothing', async () => {
    const data = { id: 'hlConAlien', locationId: 'hlLocAlien', phone: '+13035550199' };
    expect(await market.crm.webhooks.once('ContactCreate', data)).toBe(200);
    await market.settle();
    expect(await phonesOf('hlConAlien')).toEqual([]);
  });
});

describe('H-5 people and places follow HighLevel’s events', () => {
  const kenji = () => {
    const found = market.crm.records.users.get(KENJI);
    if (!found) throw new Error('no Kenji');
    return found;
  };

  test('what the event says of a person’s role is not believed: it is asked', async () => {
    await market.crm.webhooks.once('UserUpdate', { id: KENJI, locationId: FITNESS, role: 'user', type: 'UserUpdate' });
    await market.settle();
    expect(await personOf(KENJI)).toMatchObject({ name: 'Kenji Mori', role: 'owner', deletedAt: null });
  });

  test('a person who moves on has no seat any more; one deleted is gone', async () => {
    market.crm.acts.saveUser({ ...kenji(), locationIds: ['hlLocOakPlumbing0001'] });
    await market.settle();
    const seats = await market.ctx.db.read
      .select({ place: subAccount.name })
      .from(membership)
      .innerJoin(user, eq(user.id, membership.userId))
      .innerJoin(subAccount, eq(subAccount.id, membership.subAccountId))
      .where(eq(user.hostUserId, KENJI));
    expect(seats).toEqual([{ place: 'Oakley Plumbing' }]);
    market.crm.acts.deleteUser(kenji());
    await market.settle();
    expect((await personOf(KENJI))?.deletedAt).not.toBeNull();
  });

  test('a location’s zone is not in its event and arrives with it', async () => {
    const found = market.crm.records.locations.get(FITNESS);
    if (found) market.crm.acts.saveLocation({ ...found, name: 'Summit Gym', timezone: 'America/Phoenix' });
    await market.settle();
    const [row] = await market.ctx.db.read.select().from(subAccount).where(eq(subAccount.hostLocationId, FITNESS));
    expect(row).toMatchObject({ name: 'Summit Gym', timezone: 'America/Phoenix' });
  });

  test('a location without the app is none of ours', async () => {
    market.crm.records.locations.set('hlLocWithout', {
      ...{ id: 'hlLocWithout', companyId: COMPANY, name: 'Without', timezone: 'UTC', country: 'US' },
    });
    await market.crm.webhooks.once('LocationUpdate', { id: 'hlLocWithout', companyId: COMPANY, name: 'Without' });
    await market.settle();
    const rows = await market.ctx.db.read
      .select()
      .from(subAccount)
      .where(eq(subAccount.hostLocationId, 'hlLocWithout'));
    expect(rows).toEqual([]);
  });
});

describe('C-2 HighLevel’s conversations', () => {
  let host: HostPort;
  const of = { locationId: FITNESS, id: 'hlConFit000000000001' };
  const entry = { at: Date.UTC(2026, 2, 3, 12), from: '+13035550171', to: '+13035550100' };
  beforeAll(async () => {
    const agency = await market.agency();
    const found = await connectHost(market.now(), agency?.id ?? '');
    if (!found) throw new Error('not connected');
    host = found;
  });

  test('calls and texts are messages of one conversation, each in words HighLevel knows', async () => {
    const inbound = { ...entry, direction: 'inbound' as const };
    const outbound = { ...entry, direction: 'outbound' as const };
    await host.addTimeline(of, { ...inbound, key: 'call:1', kind: 'call', status: 'answered', durationS: 30 });
    await host.addTimeline(of, { ...inbound, key: 'call:2', kind: 'call', status: 'missed' });
    await host.addTimeline(of, { ...outbound, key: 'call:3', kind: 'call', status: 'completed' });
    await host.addTimeline(of, { ...inbound, key: 'vm:1', kind: 'voicemail', status: 'left', body: 'Please call' });
    await host.addTimeline(of, { ...inbound, key: 'text:1', kind: 'text', status: 'received', body: 'Hi' });
    await host.addTimeline(of, { ...outbound, key: 'text:2', kind: 'text', status: 'sent', body: 'Hello' });
    const messages = [...market.crm.records.messages.values()];
    expect(messages.map(one => [one.altId, one.type, one.direction, one.call?.status ?? one.message])).toEqual([
      ['call:1', 'Call', 'inbound', 'answered'],
      ['call:2', 'Call', 'inbound', 'no-answer'],
      ['call:3', 'Call', 'outbound', 'completed'],
      ['vm:1', 'Call', 'inbound', 'voicemail'],
      ['text:1', 'SMS', 'inbound', 'Hi'],
      ['text:2', 'SMS', 'outbound', 'Hello'],
    ]);
    expect(market.crm.records.conversations.size).toBe(1);
  });

  test('where a location wants no second contact of a phone, the one there is taken', async () => {
    const location = market.crm.records.locations.get(FITNESS);
    if (location) market.crm.records.locations.set(FITNESS, { ...location, allowDuplicateContact: false });
    const twin = {
      locationId: FITNESS,
      name: 'Somebody',
      phones: ['+13035550171'],
      tags: ['new caller'],
      source: 'Ads',
    };
    const record = await host.createContact(twin);
    expect(record).toMatchObject({ id: of.id, name: 'Lucas Grant' });
    expect(market.crm.records.contacts.get(of.id)?.tags).toContain('new caller');
  });
});
