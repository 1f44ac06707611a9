import { Hono } from 'hono';
import { html } from 'hono/html';
import type { SandboxContext } from '../context.ts';
import { deskPage, shownTime } from './layout.ts';

/** What the agent heard. */
interface Heard {
  at: number;
  what: string;
}

const MOST = 50;
const xml = { 'content-type': 'text/xml; charset=utf-8' };

/** Somebody's voice agent, to be attached to a number: a webhook that answers with a small menu and takes texts (R-2, R-16). */
export function createVoiceAgent(ctx: SandboxContext): Hono {
  const app = new Hono();
  const heard = ctx.store.collection<Heard>('desk.voice-agent');
  const note = (what: string) => {
    heard.set(String(heard.size + 1).padStart(6, '0'), { at: ctx.clock.now(), what });
    ctx.store.touch();
  };

  app.post('/answer', async c => {
    const form = new URLSearchParams(await c.req.text());
    note(form.get('Sample') ? 'A sample call.' : `A call from ${form.get('From')} to ${form.get('To')}.`);
    const menu =
      '<Gather numDigits="1" timeout="4" action="menu"><Say>Hello, this is Ava. Press 1 for our hours.</Say></Gather>';
    return c.body(`<Response>${menu}<Say>Goodbye.</Say></Response>`, 200, xml);
  });
  app.post('/menu', async c => {
    const digits = new URLSearchParams(await c.req.text()).get('Digits');
    note(`The key ${digits}.`);
    const say = digits === '1' ? 'We are open from nine to five.' : 'Nobody taught me this key.';
    return c.body(`<Response><Say>${say}</Say><Hangup/></Response>`, 200, xml);
  });
  app.post('/texts', async c => {
    const text = (await c.req.json()) as { from?: string; body?: string };
    note(`A text from ${text.from}: ${text.body}`);
    return c.body(null, 204);
  });
  app.get('/', c => {
    const at = `${ctx.urls.desk}/voice-agent`;
    const lines = [...heard.values()].slice(-MOST).reverse();
    const body = html`<section class="card"><h1>A voice agent</h1>
<p>Attach it to a number under <i>Voice agents</i>: it answers calls at <code>${at}/answer</code> and takes texts at <code>${at}/texts</code>.</p>
<ul>${lines.map(line => html`<li>${shownTime(line.at)} · ${line.what}</li>`)}</ul></section>`;
    return c.html(deskPage(ctx, 'Voice agent', '/voice-agent', body));
  });
  return app;
}
