import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import * as v from 'valibot';
import type { SandboxContext } from '../context.ts';
import { mailPage } from './mail-page.ts';

/** A mail that the Worker sent; it reaches nobody but the mailbox page. */
export interface Mail {
  id: string;
  at: number;
  from: string;
  to: string[];
  subject: string;
  text?: string;
  html?: string;
}

const address = v.pipe(v.string(), v.includes('@', 'is no address'));
/** An address, or an address with a name as Cloudflare's mail binding takes it. */
const sender = v.union([
  address,
  v.pipe(
    v.object({ email: address, name: v.string() }),
    v.transform(({ email, name }) => `${name} <${email}>`),
  ),
]);
const arriving = v.object({
  from: sender,
  to: v.union([v.pipe(v.array(address), v.minLength(1)), address]),
  subject: v.string(),
  text: v.optional(v.string()),
  html: v.optional(v.string()),
});

/** The mailbox: takes every mail, shows them, and lists them for tests. */
export function createMailbox(ctx: SandboxContext): Hono {
  const app = new Hono();
  const mails = ctx.store.collection<Mail>('desk.mails');
  const sentTo = (to: string | undefined) =>
    [...mails.values()].filter(mail => !to || mail.to.some(one => one.toLowerCase().includes(to.toLowerCase())));

  app.post('/mail', async c => {
    const mail = v.safeParse(arriving, await c.req.json());
    if (!mail.success) {
      const [issue] = mail.issues;
      return c.json({ error: { field: v.getDotPath(issue), message: issue.message } }, 400);
    }
    const { from, to, subject, text, html } = mail.output;
    const id = `mail_${randomUUID()}`;
    const kept: Mail = { id, at: ctx.clock.now(), from, to: [to].flat(), subject };
    if (text !== undefined) kept.text = text;
    if (html !== undefined) kept.html = html;
    mails.set(id, kept);
    ctx.store.touch();
    return c.json({ id }, 201);
  });
  app.get('/mail.json', c => c.json({ mails: sentTo(c.req.query('to')) }));
  app.get('/mail', c => {
    const to = c.req.query('to')?.trim() ?? '';
    const shown = sentTo(to).reverse();
    const open = shown.find(mail => mail.id === c.req.query('id')) ?? shown[0];
    return c.html(mailPage(ctx, shown, open, to));
  });
  app.post('/mail/empty', c => {
    mails.clear();
    ctx.store.touch();
    return c.redirect('/mail', 303);
  });
  return app;
}
