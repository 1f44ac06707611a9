import { Hono } from 'hono';
import type { CallbackMode } from '../callbacks.ts';
import type { Carrier } from '../carrier.ts';
import { verifyCallerId } from '../number/caller-id.ts';
import { own } from '../number/owned.ts';
import type { Pricing } from '../number/pricing.ts';
import { isScript, type Phone, phoneKey } from '../phone.ts';
import { receive } from '../text/receive.ts';
import { wire } from '../text/rest.ts';

const MODES: readonly CallbackMode[] = ['normal', 'reorder', 'duplicate', 'off'];

/** `/_control` for phones, texts, callbacks, time and what an account holds. JSON in, JSON out. */
export function controlRoutes(carrier: Carrier, pricing: Pricing): Hono {
  const app = new Hono();

  app.post('/phones/:number', async c => {
    const body = await c.req.json<Partial<Phone>>();
    if (body.script !== undefined && !isScript(body.script)) return c.json({ error: 'unknown script' }, 400);
    const number = phoneKey(c.req.param('number'));
    const phone: Phone = { ...carrier.phones.get(number), script: 'ignore', ...body, number };
    carrier.phones.set(number, phone);
    carrier.changed();
    return c.json(phone);
  });
  app.get('/phones', c => c.json({ phones: [...carrier.phones.values()] }));

  app.post('/text', async c => {
    const {
      from,
      to,
      body = '',
      media = [],
    } = await c.req.json<{
      from?: string;
      to?: string;
      body?: string;
      media?: string[];
    }>();
    if (!from || !to) return c.json({ error: 'from and to are required' }, 400);
    const text = await receive(carrier, { from: phoneKey(from), to: phoneKey(to), body, media });
    return c.json({ ...wire(text), steps: text.steps }, 201);
  });
  app.get('/texts', async c => {
    if (c.req.query('wait')) await carrier.drain();
    const { to, from } = c.req.query();
    const same = (asked: string | undefined, number: string) => !asked || asked.replace(/^ /, '+') === number;
    const found = [...carrier.texts.values()].filter(t => same(to, t.to) && same(from, t.from));
    return c.json({ texts: found.map(text => ({ ...wire(text), media: text.media })) });
  });

  app.post('/callbacks', async c => {
    const { mode } = await c.req.json<{ mode: CallbackMode }>();
    if (!MODES.includes(mode)) return c.json({ error: `mode is one of ${MODES.join(', ')}` }, 400);
    carrier.callbacks.mode = mode;
    return c.json({ mode });
  });
  app.get('/callbacks', c => c.json({ mode: carrier.callbacks.mode, sent: carrier.callbacks.sent }));

  app.post('/ring-scale', async c => {
    const { factor } = await c.req.json<{ factor: number }>();
    if (!(factor > 0)) return c.json({ error: 'factor is a number above 0' }, 400);
    carrier.time.factor = factor;
    return c.json({ factor });
  });
  app.post('/drain', async c => {
    await carrier.drain();
    return c.json({ drained: true });
  });

  app.post('/accounts', async c => {
    const { sid, token } = await c.req.json<{ sid: string; token: string }>();
    carrier.accounts.set(sid, { sid, token });
    carrier.changed();
    return c.json({ sid }, 201);
  });
  app.post('/numbers', async c => {
    const { number, accountSid, ...settings } = await c.req.json<{ number: string; accountSid?: string }>();
    return c.json(own(carrier, accountSid ?? carrier.ctx.secrets.twilioSid, phoneKey(number), settings), 201);
  });
  app.post('/caller-ids', async c => {
    const { number, accountSid } = await c.req.json<{ number: string; accountSid?: string }>();
    return c.json(verifyCallerId(carrier, accountSid ?? carrier.ctx.secrets.twilioSid, phoneKey(number)), 201);
  });
  app.post('/prices', async c => {
    const { country, type, price } = await c.req.json<{ country: string; type: string; price: string }>();
    pricing.set(country, type, price);
    return c.json({ country, type, price });
  });
  return app;
}
