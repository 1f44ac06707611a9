import { expect, it } from 'vitest';
import { Clock } from '../clock.ts';
import type { SandboxContext } from '../context.ts';
import { Faults } from '../fault.ts';
import { Store } from '../store.ts';
import { createDesk } from './index.ts';
import { monthLater } from './leap.ts';

const DAY = 24 * 3_600_000;

function openDesk() {
  const urls = { worker: '', desk: '', stripe: 'http://stripe', twilio: 'http://twilio', host: 'http://host' };
  const base = { clock: new Clock(), store: new Store(), faults: new Faults(), urls, say: () => undefined };
  const ctx = base as unknown as SandboxContext;
  const drained: string[] = [];
  const { app } = createDesk(ctx, [{ drain: async () => void drained.push('drained') }]);
  const send = (path: string, body: unknown, method = 'POST') =>
    app.request(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  return { ctx, app, drained, send };
}

it('the clock tells sandbox time and moves by a span or to an instant', async () => {
  const { ctx, app, send } = openDesk();
  const before = ctx.clock.now();
  const { now } = await (await send('/clock/advance', { ms: 30 * DAY })).json();
  expect(now - before).toBeGreaterThanOrEqual(30 * DAY);
  const to = new Date(now + DAY).toISOString();
  await send('/clock/advance', { to });
  const told = await (await app.request('/clock')).json();
  expect(told.now).toBeGreaterThanOrEqual(Date.parse(to));
});

it.each([[{ to: 0 }], [{ ms: -1 }], [{ to: 'soon' }], [{}], [{ ms: 1, to: 2 }]])(
  'the clock refuses %j and stays',
  async body => {
    const { ctx, send } = openDesk();
    const before = ctx.clock.now();
    expect((await send('/clock/advance', body)).status).toBe(400);
    expect(ctx.clock.now() - before).toBeLessThan(5000);
  },
);

it('a month is a calendar month, and the 31st becomes a shorter month’s last day', () => {
  const later = (from: string) => new Date(monthLater(Date.parse(from))).toISOString().slice(0, 10);
  expect(later('2027-01-15T10:00:00Z')).toBe('2027-02-15');
  expect(later('2027-01-31T10:00:00Z')).toBe('2027-02-28');
  expect(later('2027-12-31T10:00:00Z')).toBe('2028-01-31');
});

it('M-1 the mailbox keeps mails, finds them by recipient, and shows their HTML without trusting it', async () => {
  const { app, send } = openDesk();
  const mail = { from: 'phones@brightline.example', subject: 'Your number', text: 'See http://x.example/a?b=1&c=2' };
  await send('/mail', { ...mail, to: 'rosa@bayside.example', html: '<p>Hi</p><script>alert(1)</script>' });
  const from = { email: 'phones@brightline.example', name: 'Brightline' };
  await send('/mail', { ...mail, from, to: ['ben@harbor.example'], subject: 'Other' });
  const { mails } = await (await app.request('/mail.json?to=rosa@bayside.example')).json();
  expect(mails).toMatchObject([{ to: ['rosa@bayside.example'], subject: 'Your number' }]);
  expect(await (await app.request('/mail.json?to=ben@')).json()).toMatchObject({
    mails: [{ from: 'Brightline <phones@brightline.example>', subject: 'Other' }],
  });
  const page = await (await app.request(`/mail?id=${mails[0].id}`)).text();
  expect(page).toContain('sandbox="allow-popups');
  expect(page).not.toContain('<script>alert');
  expect(page).toContain('href="http://x.example/a?b=1&amp;c=2"');
});

it('the mailbox refuses what is no mail', async () => {
  const { send } = openDesk();
  const answer = await send('/mail', { from: 'a@b.example', to: 'nobody', subject: 's' });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { field: 'to' } });
});

it('a fault ordered at the desk hits the vendor, until cleared', async () => {
  const { ctx, app, send } = openDesk();
  const hits = async () => {
    const { Hono } = await import('hono');
    const vendor = new Hono().use(ctx.faults.for('stripe')).get('/v1/x', c => c.text('fine'));
    return (await vendor.request('/v1/x')).status;
  };
  await send('/faults', { vendor: 'stripe', path: '^/v1/', kind: 'before', status: 503, times: 2 });
  expect(await hits()).toBe(503);
  await app.request('/faults', { method: 'DELETE' });
  expect(await hits()).toBe(200);
  expect((await send('/faults', { vendor: 'stripe', path: '(', kind: 'before' })).status).toBe(400);
});

it('drain waits for the vendors', async () => {
  const { send, drained } = openDesk();
  await send('/drain', {});
  expect(drained).toEqual(['drained']);
});

it('the front page leads to every place of the sandbox', async () => {
  const { app } = openDesk();
  const page = await (await app.request('/')).text();
  for (const place of ['http://host', 'http://twilio', 'http://stripe', '/mail'])
    expect(page).toContain(`href="${place}"`);
});
