import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Agency, useStage } from '../support/stage.ts';
import { witnessOf } from './witness.ts';

const stage = useStage();
const witness = witnessOf(stage);
const STRANGER = '+13125550177';
const FORWARD = '+14155550199';
const ROSA = '+14155550110';
const PRIYA = '+14155550111';
const TOM = '+14155550112';
const ALICE = '+14155550141';
const JAMAL = '+14155550142';
const DIEGO = '+16505550144';
const OLIVIA = '+14155550145';

let a: Agency;
let shared: string;
beforeAll(async () => {
  a = await stage.agency();
  shared = (await stage.active(a)).e164;
  await a.owner.send('PUT', '/forwarding', { forwardTo: FORWARD });
});
beforeEach(() => {
  for (const phone of [FORWARD, ROSA, PRIYA, TOM]) stage.instance.twilio.phone(phone).script = 'answer';
});

/** Who rang, in order. */
const rung = async (from: string, to = shared) => (await stage.call(from, to)).legs.map(leg => leg.to);

/** A contact of the sub-account as the CRM keeps and announces it. */
async function contact(phones: string[], owner?: string, id?: string) {
  const { edits } = stage.instance.host;
  const draft = { locationId: a.locationId, name: 'Somebody', phones, tags: [] };
  const made = edits.saveContact({ ...draft, ...(owner && { owner_id: owner }), ...(id && { id }) });
  await stage.instance.settle();
  return made;
}

/** A person as the CRM now has them. */
async function person(id: string, change: { phone?: string | undefined }) {
  const { records, edits } = stage.instance.host;
  const known = records.users.get(id);
  if (!known) throw new Error(`no user ${id}`);
  const { phone: _, ...rest } = known;
  edits.saveUser({ ...rest, ...(change.phone && { phone: change.phone }) });
  await stage.instance.settle();
}

let lines = 0;
/** A phone nobody has used yet. */
const freshPhone = () => `+1206555${String(3000 + ++lines)}`;

describe('R-3 a direct number', () => {
  test('rings its user only, whoever looks after the caller', async () => {
    const direct = await stage.active(a);
    const { items } = await a.owner.get('/staff');
    const priya = items.find((item: { name: string }) => item.name.startsWith('Priya'));
    await a.owner.send('PUT', `/staff/${priya.userId}/direct-number`, { numberId: direct.numberId });
    expect(await rung(JAMAL, direct.e164)).toEqual([PRIYA]);
    expect(await rung(STRANGER, direct.e164)).toEqual([PRIYA]);
    expect(await rung(JAMAL)).toEqual([TOM]);
  });
});

describe('R-4 and R-5 contacts and their owners', () => {
  test('the owner of the contact rings, and sees who calls', async () => {
    const call = await stage.call(ALICE, shared);
    expect(call.legs).toMatchObject([{ to: PRIYA, from: ALICE, bridged: true }]);
  });

  test('two contacts with two owners: the owner of the newest rings', async () => {
    const phone = freshPhone();
    await contact([phone], a.ids.tom);
    await contact([phone], a.ids.priya);
    expect(await rung(phone)).toEqual([PRIYA]);
  });

  test('an owned contact wins over a newer ownerless one', async () => {
    const phone = freshPhone();
    await contact([phone], a.ids.tom);
    await contact([phone]);
    expect(await rung(phone)).toEqual([TOM]);
  });

  test.each([
    ['a contact nobody owns', DIEGO],
    ['a stranger', STRANGER],
  ])('R-7 %s goes to the forwarding number', async (_who, from) => {
    expect(await rung(from)).toEqual([FORWARD]);
  });

  test('a withheld caller matches nobody, and the called number is shown instead', async () => {
    const call = await stage.call('anonymous', shared);
    expect(call.legs).toMatchObject([{ to: FORWARD, from: shared }]);
  });

  test('contacts of another agency with the same phone do not count (T-1)', async () => {
    const b = await stage.agency();
    const phone = freshPhone();
    const { edits } = stage.instance.host;
    edits.saveContact({ locationId: b.locationId, name: 'Other', phones: [phone], owner_id: b.ids.tom, tags: [] });
    await stage.instance.settle();
    expect(await rung(phone)).toEqual([FORWARD]);
  });
});

describe('C-1 what changes in the CRM acts on the next call', () => {
  test('another owner, another phone, and being deleted', async () => {
    const [first, second] = [freshPhone(), freshPhone()];
    const { id } = await contact([first], a.ids.tom);
    expect(await rung(first)).toEqual([TOM]);
    await contact([first], a.ids.rosa, id);
    expect(await rung(first)).toEqual([ROSA]);
    const made = await contact([second], a.ids.rosa, id);
    expect(await rung(first)).toEqual([FORWARD]);
    expect(await rung(second)).toEqual([ROSA]);
    stage.instance.host.edits.deleteContact(made);
    await stage.instance.settle();
    expect(await rung(second)).toEqual([FORWARD]);
  });

  test('a user’s phone', async () => {
    const phone = freshPhone();
    stage.instance.twilio.phone(phone).script = 'answer';
    await person(a.ids.tom, { phone });
    expect(await rung(JAMAL)).toEqual([phone]);
    await person(a.ids.tom, { phone: TOM });
    expect(await rung(JAMAL)).toEqual([TOM]);
  });
});

describe('R-9 a user who cannot be rung is skipped', () => {
  test('one without a phone', async () => {
    expect(await rung(OLIVIA)).toEqual([FORWARD]);
  });

  test('one whose phone is gone in the CRM', async () => {
    await person(a.ids.tom, {});
    expect(await rung(JAMAL)).toEqual([FORWARD]);
    await person(a.ids.tom, { phone: TOM });
  });

  test('T-3 one who is blocked', async () => {
    const status = (to: string) => witness.rows('update user set status = ? where host_user_id = ?', to, a.ids.tom);
    await status('blocked');
    expect(await rung(JAMAL)).toEqual([FORWARD]);
    await status('approved');
    expect(await rung(JAMAL)).toEqual([TOM]);
  });

  test('one who is already on a call, until they hang up', async () => {
    const { calls, phone } = stage.instance.twilio;
    phone(TOM).talkMs = null;
    const first = calls.place({ from: JAMAL, to: shared, stay: true });
    await witness.eventually(async () => {
      const open = await witness.rows('select 1 from call where call_sid = ? and answered_at is not null', first);
      expect(open).toHaveLength(1);
    });
    expect(await rung(JAMAL)).toEqual([FORWARD]);
    calls.act(first, 'hangup');
    await calls.wait(first);
    phone(TOM).talkMs = 3000;
    expect(await rung(JAMAL)).toEqual([TOM]);
  });
});
