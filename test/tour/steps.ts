import assert from 'node:assert/strict';
import { northwind } from '../sandbox/host/index.ts';
import { plantAgency, registerSandboxHost } from '../sandbox/seed.ts';
import { type Body, openPanel, Refusal } from '../support/doors.ts';
import type { Instance } from '../support/instance.ts';

export interface Step {
  name: string;
  ok: boolean;
  /** One sentence: what was seen. */
  observed: string;
}

const DAY = 86_400_000;
const STRANGER = '+13125550177';
const FORWARD = '+14155550110';
const PRIYA = '+14155550111';
const TOM = '+14155550112';
/** Jamal Edwards, whose owner in the CRM is Tom. */
const TOMS_CONTACT = '+14155550142';

/** The main job, step by step; each step throws when what it sees is not what must be. */
export async function* walk(instance: Instance): AsyncGenerator<Step> {
  const tour = new Tour(instance);
  for (const [name, run] of tour.steps) {
    try {
      yield { name, ok: true, observed: await run() };
    } catch (cause) {
      yield { name, ok: false, observed: String((cause as Error).message ?? cause).replace(/\s+/g, ' ') };
      return;
    }
  }
}

class Tour {
  readonly #instance: Instance;
  readonly #agency;
  readonly #owner;
  /** The number that Priya gets, and one that stays open to all callers. */
  #direct: Body = {};
  #shared: Body = {};

  constructor(instance: Instance) {
    this.#instance = instance;
    this.#agency = openPanel(instance, { userId: 'usr_dana' });
    this.#owner = openPanel(instance, { userId: 'usr_rosa', locationId: 'loc_bayside' });
    instance.twilio.setRingScale(0.02);
  }

  readonly steps: [string, () => Promise<string>][] = [
    ['install', () => this.#install()],
    ['buy', () => this.#buy()],
    ['assign', () => this.#assign()],
    ['unusable while pending', () => this.#unusable()],
    ['pay', () => this.#pay()],
    ['active', () => this.#active()],
    ['give it to a user', () => this.#give()],
    ['call from a stranger', () => this.#stranger()],
    ['call from a contact with an owner', () => this.#contact()],
    ['call to the direct number', () => this.#directCall()],
    ['release', () => this.#release()],
    ['works until the period ends', () => this.#untilThen()],
    ['period ends', () => this.#periodEnds()],
    ['next call is not in service', () => this.#afterwards()],
  ];

  async #install(): Promise<string> {
    await registerSandboxHost(this.#instance);
    await plantAgency(this.#instance, northwind());
    const me = await this.#agency.get('/me');
    const { items } = await this.#agency.get('/sub-accounts');
    assert.equal(items.length, 2, 'two sub-accounts are mirrored from the CRM');
    return `${me.user.name} of ${me.agency.name} signed in with a host-issued token; the CRM's events brought ${items.map((i: Body) => i.name).join(' and ')}.`;
  }

  async #buy(): Promise<string> {
    const found = await this.#agency.get('/numbers/available?country=US&type=local&areaCode=415');
    assert.ok(found.items.length >= 2, 'numbers are on offer');
    const bought = [];
    for (const offer of found.items.slice(0, 2)) {
      const order = {
        requestId: crypto.randomUUID(),
        e164: offer.e164,
        country: 'US',
        type: 'local',
        price: found.monthly,
      };
      const made = await this.#agency.send('POST', '/purchases', order);
      const again = await this.#agency.send('POST', '/purchases', order);
      assert.equal(made.state, 'done');
      assert.equal(again.id, made.id, 'the same request buys once');
      bought.push(made);
    }
    const pool = await this.#agency.get('/numbers');
    assert.deepEqual(
      pool.items.map((n: Body) => n.status),
      ['unassigned', 'unassigned'],
    );
    [this.#direct, this.#shared] = bought;
    return `bought ${bought.map(b => b.e164).join(' and ')} for ${found.monthly.amount} ${found.monthly.currency} minor units each; the pool lists both as unassigned.`;
  }

  async #assign(): Promise<string> {
    const said = [];
    for (const bought of [this.#direct, this.#shared]) {
      const { items } = await this.#agency.get(`/numbers/${bought.numberId}/candidates?q=Rosa`);
      const rosa = items.find((item: Body) => item.eligible);
      assert.ok(rosa, 'Rosa is eligible');
      const made = await this.#agency.send('POST', `/numbers/${bought.numberId}/assign`, {
        userId: rosa.userId,
        subAccountId: rosa.subAccountId,
      });
      assert.equal(made.state, 'pending');
      bought.assignmentId = made.id;
      said.push(`${bought.e164} pending at ${made.price} ${made.currency} (${made.telcoCost} + ${made.markup})`);
    }
    const second = this.#agency.send('POST', `/numbers/${this.#direct.numberId}/assign`, await this.#rosa());
    await assert.rejects(second, (refusal: Refusal) => refusal.code === 'number_already_assigned');
    await this.#instance.settle();
    const mails = await this.#mails('reserved');
    assert.equal(mails.length, 2, 'one mail for each reserved number');
    return `${said.join('; ')}; a second assign was refused; Rosa got ${mails.length} mails.`;
  }

  async #unusable(): Promise<string> {
    const call = await this.#call(STRANGER, this.#direct.e164);
    assert.deepEqual(this.#rung(call), [], 'nobody rings');
    assert.match(this.#twiml(call), /not in service/i);
    const priya = await this.#staff('Priya');
    const give = this.#owner.send('PUT', `/staff/${priya.userId}/direct-number`, { numberId: this.#direct.numberId });
    await assert.rejects(give, (refusal: unknown) => refusal instanceof Refusal && refusal.status < 500);
    return `a call rang nobody and heard: ${this.#twiml(call)}; giving it to Priya was refused.`;
  }

  /** The payer closes the tab behind the payment: only Stripe's webhook can tell. */
  async #pay(): Promise<string> {
    const said = [];
    for (const bought of [this.#direct, this.#shared]) {
      const first = await this.#owner.send('POST', `/assignments/${bought.assignmentId}/pay`);
      const again = await this.#owner.send('POST', `/assignments/${bought.assignmentId}/pay`);
      assert.equal(again.url, first.url, 'paying twice opens the same page');
      const page = await (await fetch(first.url)).text();
      const total = /data-testid="total">([^<]+)/.exec(page)?.[1]?.trim();
      const form = new URLSearchParams({ act: 'pay', card: '4242424242424242' });
      const paid = await fetch(first.url, { method: 'POST', body: form, redirect: 'manual' });
      assert.equal(paid.status, 303, 'Stripe takes the payment');
      said.push(`${bought.e164} for ${total} a month`);
    }
    return `Stripe's page took ${said.join(' and ')}; asking twice opened the same page.`;
  }

  async #active(): Promise<string> {
    await this.#instance.settle();
    const { items } = await this.#owner.get('/phone-numbers');
    assert.deepEqual(
      items.map((i: Body) => i.state),
      ['active', 'active'],
      'both are active after the webhook',
    );
    const mails = await this.#mails('is active');
    assert.equal(mails.length, 2, 'one mail for each activated number');
    return `both numbers are active until ${new Date(items[0].paidThrough).toISOString().slice(0, 10)}; Rosa got ${mails.length} mails.`;
  }

  async #give(): Promise<string> {
    const priya = await this.#staff('Priya');
    const after = await this.#owner.send('PUT', `/staff/${priya.userId}/direct-number`, {
      numberId: this.#direct.numberId,
    });
    assert.equal(after.directNumber.e164, this.#direct.e164);
    await this.#owner.send('PUT', '/forwarding', { forwardTo: FORWARD });
    await this.#instance.settle();
    return `${this.#direct.e164} is ${after.name}'s direct number; other calls forward to ${FORWARD}.`;
  }

  async #stranger(): Promise<string> {
    this.#instance.twilio.phone(FORWARD).script = 'answer';
    const call = await this.#call(STRANGER, this.#shared.e164);
    assert.deepEqual(this.#rung(call), [FORWARD]);
    return `${this.#shared.e164} answered ${this.#twiml(call)}; only ${FORWARD} rang and ${this.#answered(call)} took it.`;
  }

  async #contact(): Promise<string> {
    this.#instance.twilio.phone(TOM).script = 'answer';
    const call = await this.#call(TOMS_CONTACT, this.#shared.e164);
    assert.deepEqual(this.#rung(call), [TOM], 'the contact’s owner rings');
    return `Jamal's call to ${this.#shared.e164} answered ${this.#twiml(call)}; only his owner Tom (${TOM}) rang.`;
  }

  async #directCall(): Promise<string> {
    this.#instance.twilio.phone(PRIYA).script = 'ignore';
    const call = await this.#call(TOMS_CONTACT, this.#direct.e164);
    assert.deepEqual(this.#rung(call), [PRIYA, FORWARD], 'Priya rings first, then the forwarding number');
    const again = await this.#instance.twilio.calls.replay(call.sid);
    assert.equal(again?.body, call.twiml[0]?.response, 'a repeated webhook gets the same TwiML');
    return `Priya (${PRIYA}) rang and let it ring, then ${FORWARD} took it; Jamal's owner was not asked; a repeated webhook got the same TwiML.`;
  }

  async #release(): Promise<string> {
    const after = await this.#owner.send('POST', `/assignments/${this.#direct.assignmentId}/release`);
    assert.equal(after.state, 'ending');
    await this.#instance.settle();
    this.#direct.endsAt = after.endsAt;
    return `${this.#direct.e164} is released for ${new Date(after.endsAt).toISOString()}, the end of what was paid.`;
  }

  async #untilThen(): Promise<string> {
    const call = await this.#call(STRANGER, this.#direct.e164);
    assert.deepEqual(this.#rung(call), [PRIYA, FORWARD]);
    return `a call to it still rang ${this.#rung(call).join(', then ')}.`;
  }

  /** Stripe's webhooks stay silent, so that only cron can bring the number back. */
  async #periodEnds(): Promise<string> {
    const { stripe, clock, client } = this.#instance;
    stripe.setWebhooks(false);
    await clock.advanceTo(this.#direct.endsAt + DAY / 24);
    const pool = await this.#agency.get('/numbers');
    const number = pool.items.find((n: Body) => n.id === this.#direct.numberId);
    assert.equal(number.status, 'unassigned', 'cron brought the number back');
    assert.equal(number.wiredTo, null, 'it is wired to nothing');
    const mails = await this.#mails('was released');
    assert.equal(mails.length, 1);
    const { rows } = await client.execute({
      sql: 'select state, end_reason from assignment where id = ?',
      args: [this.#direct.assignmentId],
    });
    return `a month passed without a Stripe event; cron left the row ${rows[0]?.state} (${rows[0]?.end_reason}), the number unassigned and unwired, and mailed Rosa once.`;
  }

  async #afterwards(): Promise<string> {
    const call = await this.#call(STRANGER, this.#direct.e164);
    assert.deepEqual(this.#rung(call), []);
    assert.match(this.#twiml(call), /not in service/i);
    return `the next call rang nobody and heard: ${this.#twiml(call)}.`;
  }

  async #call(from: string, to: string) {
    const { calls } = this.#instance.twilio;
    const call = await calls.wait(calls.place({ from, to }));
    const first = call.twiml[0];
    assert.equal(first?.status, 200, `the voice webhook answered ${first?.status} ${first?.failure ?? ''}`);
    assert.ok(first.url.startsWith(this.#instance.urls.worker), `the Worker answers, not ${first.url}`);
    return call;
  }

  #rung(call: { legs: { to: string }[] }): string[] {
    return call.legs.map(leg => leg.to);
  }

  #answered(call: { legs: { to: string; bridged: boolean }[] }): string {
    return call.legs.find(leg => leg.bridged)?.to ?? 'nobody';
  }

  #twiml(call: { twiml: { response: string | null }[] }): string {
    return (call.twiml[0]?.response ?? '').replace(/<\?xml[^>]*\?>/, '').trim();
  }

  async #staff(name: string): Promise<Body> {
    const { items } = await this.#owner.get('/staff');
    const found = items.find((item: Body) => item.name.startsWith(name));
    assert.ok(found, `${name} is on the staff list`);
    return found;
  }

  async #rosa() {
    const { items } = await this.#agency.get(`/numbers/${this.#direct.numberId}/candidates?q=Rosa`);
    return { userId: items[0].userId, subAccountId: items[0].subAccountId };
  }

  async #mails(subject: string): Promise<Body[]> {
    const answer = await fetch(`${this.#instance.urls.desk}/mail.json`);
    const { mails }: Body = await answer.json();
    return mails.filter((mail: Body) => mail.subject.includes(subject));
  }
}
