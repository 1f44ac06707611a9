import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inboxShare, optOut } from '../../schema/index.ts';
import { sendText } from '../../worker/outbound/send-text.ts';
import { ANN, type Office, openOffice, problem, ROSA } from '../outbound/office.ts';

let o: Office;
beforeEach(async () => {
  o = await openOffice();
});
afterEach(() => o.close());

const inbox = async () => (await o.messages()).filter(row => row.direction === 'in');
const sharedWith = async (id: string) => {
  const rows = await o
    .ctx()
    .db.read.select()
    .from(inboxShare)
    .where(eq(inboxShare.record, `message:${id}`));
  return rows.map(row => row.userId).sort();
};
const only = async () => {
  const [row, ...more] = await inbox();
  if (!row || more.length) throw new Error(`${more.length + (row ? 1 : 0)} texts`);
  return row;
};
const optOuts = () => o.ctx().db.read.select().from(optOut);

describe('opt-out words', () => {
  const write = () =>
    sendText(o.ctx(), {
      ...o.place,
      userId: o.tenant.ownerId,
      to: ANN,
      numberId: o.tenant.numberId,
      body: 'Hello',
      requestId: o.ctx().id('req'),
      kind: 'manual',
    });

  test('R-17 STOP blocks later texts of the sub-account until START', async () => {
    await o.text(' Stop. ');
    expect(await optOuts()).toMatchObject([{ e164: ANN, keyword: 'STOP', subAccountId: o.place.subAccountId }]);
    await expect(write()).rejects.toThrow(problem('opted_out'));
    o.twilio.carrier.optOuts.clear();
    await o.text('Unstop');
    expect(await optOuts()).toEqual([]);
    await write();
    await o.work();
    expect(o.arrived(ANN).map(text => text.body)).toContain('Hello');
  });

  test('R-17 STOP is in the inbox, but is passed on to nobody', async () => {
    await o.configure(o.tenant.ownerId, { copyTexts: true });
    await o.text('STOPALL');
    expect(await sharedWith((await only()).id)).toEqual([o.tenant.ownerId]);
    expect(o.arrived(ROSA)).toEqual([]);
  });

  test('R-17 HELP is answered with the agency’s support contact', async () => {
    await o.text('help');
    expect(o.arrived(ANN).map(text => text.body)).toEqual([expect.stringContaining('help@harbor.example')]);
  });

  test('R-17 "Yes" from somebody who never opted out is an ordinary text', async () => {
    await o.configure(o.tenant.ownerId, { copyTexts: true });
    await o.text('Yes!');
    expect(o.arrived(ROSA)).toMatchObject([{ body: `${ANN}: Yes!` }]);
  });

  test('R-17 one sub-account’s STOP is not another’s', async () => {
    const other = await openOffice();
    await o.text('STOP');
    expect(await other.ctx().db.read.select().from(optOut)).toEqual([]);
    await other.close();
  });
});
