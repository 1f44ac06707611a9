import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, client, DAY, openBench } from './bench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());
afterEach(() => bench.ctx.faults.clear());

const port = () => Number(new URL(bench.ctx.urls.stripe).port);

describe('Who may ask', () => {
  it('X-1 a wrong key is a 401 in the shape of Stripe', async () => {
    await expect(client('sk_test_wrong', port()).customers.list()).rejects.toMatchObject({
      type: 'StripeAuthenticationError',
      statusCode: 401,
    });
  });

  it('T-1 an object of one account is unknown on another and on the platform', async () => {
    const [one, two] = [bench.sandbox.seedAccount({ name: 'One' }), bench.sandbox.seedAccount({ name: 'Two' })];
    const { id } = await bench.stripe.customers.create({ name: 'Rosa' }, { stripeAccount: one });
    expect(await bench.stripe.customers.retrieve(id, {}, { stripeAccount: one })).toMatchObject({ name: 'Rosa' });
    for (const options of [{ stripeAccount: two }, {}])
      await expect(bench.stripe.customers.retrieve(id, {}, options)).rejects.toMatchObject({
        statusCode: 404,
        code: 'resource_missing',
      });
    await expect(bench.stripe.customers.list({}, { stripeAccount: 'acct_nobody' })).rejects.toMatchObject({
      type: 'StripePermissionError',
    });
  });

  it('X-6 an unknown path is a 404 in the shape of Stripe, with a request id', async () => {
    const error = await bench.stripe.rawRequest('GET', '/v1/teapots').catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({
      statusCode: 404,
      type: 'StripeInvalidRequestError',
      requestId: expect.stringMatching(/^req_/),
    });
  });
});

describe('Lists and fields', () => {
  it('A-14 pages through a list, newest first, to its end', async () => {
    const stripeAccount = bench.sandbox.seedAccount({ name: 'Pages' });
    const made: string[] = [];
    for (let n = 0; n < 25; n += 1)
      made.unshift((await bench.stripe.customers.create({ name: `c${n}` }, { stripeAccount })).id);
    const page = await bench.stripe.customers.list({ limit: 10 }, { stripeAccount });
    expect(page).toMatchObject({ object: 'list', has_more: true, url: '/v1/customers' });
    const seen: string[] = [];
    for await (const customer of bench.stripe.customers.list({ limit: 10 }, { stripeAccount })) seen.push(customer.id);
    expect(seen).toEqual(made);
    await expect(bench.stripe.customers.list({ limit: 200 }, { stripeAccount })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('T-5 metadata is merged, and emptied keys are removed', async () => {
    const { id } = await bench.stripe.customers.create({ email: 'x@y.example', metadata: { a: '1', b: '2' } });
    expect((await bench.stripe.customers.update(id, { metadata: { a: '', c: '3' } })).metadata).toEqual({
      b: '2',
      c: '3',
    });
    expect((await bench.stripe.customers.update(id, { metadata: '' })).metadata).toEqual({});
    expect((await bench.stripe.customers.list({ email: 'x@y.example' })).data).toHaveLength(1);
    expect(await bench.stripe.customers.del(id)).toMatchObject({ deleted: true });
    expect(await bench.stripe.customers.retrieve(id)).toMatchObject({ deleted: true });
  });

  it('X-6 refuses unknown parameters and what cannot be expanded', async () => {
    await expect(bench.stripe.customers.create({ nickname: 'x' } as object)).rejects.toMatchObject({
      code: 'parameter_unknown',
      param: 'nickname',
    });
    const { id } = await bench.stripe.customers.create({ email: 'x@y.example' });
    await expect(bench.stripe.customers.retrieve(id, { expand: ['email'] })).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});

describe('Idempotency', () => {
  const pay = (idempotencyKey: string, amount = 700) =>
    bench.stripe.paymentIntents.create(
      { amount, currency: 'usd', payment_method: 'pm_card_visa', confirm: true, off_session: true },
      { idempotencyKey },
    );
  const charges = async () => (await bench.stripe.charges.list({ limit: 100 })).data.length;

  it('N-2 the same key is answered with the first result and charges once', async () => {
    const before = await charges();
    const [first, second] = [await pay('once'), await pay('once')];
    expect(second.id).toBe(first.id);
    expect(new Headers(second.lastResponse.headers).get('idempotent-replayed')).toBe('true');
    expect(await charges()).toBe(before + 1);
  });

  it('N-2 refusals are replayed, other parameters refused, and a day later the key is new', async () => {
    const decline = () =>
      bench.stripe.paymentIntents.create(
        {
          amount: 700,
          currency: 'usd',
          payment_method: 'pm_card_visa_chargeDeclined',
          confirm: true,
          off_session: true,
        },
        { idempotencyKey: 'no' },
      );
    const errors = [await decline().catch((e: unknown) => e), await decline().catch((e: unknown) => e)] as {
      payment_intent: { id: string };
    }[];
    expect(errors[1]?.payment_intent.id).toBe(errors[0]?.payment_intent.id);
    const { id } = await pay('day');
    await expect(pay('day', 800)).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
    await bench.ctx.clock.advance(DAY + 2000);
    expect((await pay('day')).id).not.toBe(id);
  });

  it('N-2 bad parameters are not remembered', async () => {
    await expect(pay('later', 1)).rejects.toMatchObject({ code: 'amount_too_small' });
    expect((await pay('later')).status).toBe('succeeded');
  });

  it('N-2 a second request while the first is at work is a 409', async () => {
    bench.ctx.faults.add({ vendor: 'stripe', path: '/v1/payment_intents', kind: 'slow', delayMs: 300 });
    const first = pay('busy');
    await new Promise(done => setTimeout(done, 100));
    await expect(pay('busy')).rejects.toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    expect((await first).status).toBe('succeeded');
  });

  it('N-2 an answer lost after the work is found again under its key; a 500 after the work stays a 500', async () => {
    bench.ctx.faults.add({ vendor: 'stripe', path: '/v1/payment_intents', kind: 'hang', delayMs: 50 });
    await expect(pay('lost')).rejects.toMatchObject({ statusCode: 504 });
    expect((await pay('lost')).status).toBe('succeeded');
    bench.ctx.faults.add({ vendor: 'stripe', path: '/v1/payment_intents', kind: 'after' });
    const before = await charges();
    for (let n = 0; n < 2; n += 1) await expect(pay('broken')).rejects.toMatchObject({ statusCode: 500 });
    expect(await charges()).toBe(before + 1);
  });

  it('N-2 a 500 or 429 before the work leaves nothing, and the retry does it', async () => {
    const before = await charges();
    bench.ctx.faults.add({
      vendor: 'stripe',
      path: '/v1/payment_intents',
      kind: 'before',
      status: 429,
      body: { error: { type: 'invalid_request_error', code: 'rate_limit', message: 'slow down' } },
    });
    await expect(pay('retry')).rejects.toMatchObject({ type: 'StripeRateLimitError' });
    expect(await charges()).toBe(before);
    expect((await pay('retry')).status).toBe('succeeded');
  });
});
