import { html } from 'hono/html';
import type { SandboxContext } from '../context.ts';

export type Html = ReturnType<typeof html>;

/** A page of the desk, with the way to every other place of the sandbox on top. */
export function deskPage({ urls, clock }: SandboxContext, title: string, active: string, body: Html): Html {
  const places = [
    { href: '/', name: 'Desk' },
    { href: '/mail', name: 'Mailbox' },
    { href: `${urls.host}/`, name: 'Host CRM' },
    { href: `${urls.twilio}/`, name: 'Softphone' },
    { href: `${urls.stripe}/`, name: 'Stripe' },
  ];
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Trunkline sandbox</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/desk.css"><link rel="stylesheet" href="/assets/mail.css">
<script type="module" src="/assets/desk.js"></script></head>
<body data-now="${clock.now()}"><nav aria-label="Sandbox"><b>Sandbox</b>${places.map(
    ({ href, name }) => html`<a href="${href}" ${href === active ? html`aria-current="page"` : ''}>${name}</a>`,
  )}</nav><main>${body}</main></body></html>`;
}

/** An instant for reading; the desk keeps UTC. */
export function shownTime(instant: number): string {
  const zone = { timeZone: 'UTC' };
  return `${new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', ...zone }).format(instant)} UTC`;
}
