import { html } from 'hono/html';
import type { SandboxContext } from '../context.ts';
import { deskPage, type Html, shownTime } from './layout.ts';
import type { Mail } from './mail.ts';

/** The list of mails beside the one that is open. */
export function mailPage(ctx: SandboxContext, mails: Mail[], open: Mail | undefined, to: string): Html {
  const link = (mail: Mail) => `/mail?${new URLSearchParams({ ...(to && { to }), id: mail.id })}`;
  const body = html`<header class="head"><h1>Mailbox</h1><span class="quiet">${mails.length}</span>
<form><input type="search" name="to" value="${to}" placeholder="Sent to" aria-label="Sent to"></form>
<form method="post" action="/mail/empty"><button>Empty</button></form></header>
${
  open
    ? html`<div class="mailbox"><ol class="mails">${mails.map(
        mail => html`<li><a href="${link(mail)}" data-testid="mail" ${mail === open ? html`aria-current="true"` : ''}>
<b>${mail.subject}</b><span>${mail.to.join(', ')}</span><time>${shownTime(mail.at)}</time></a></li>`,
      )}</ol>${letter(open)}</div>`
    : html`<div class="card empty"><h2>No mail${to ? ` to ${to}` : ''}</h2><p>Whatever Trunkline sends in the sandbox arrives here and goes nowhere else.</p></div>`
}`;
  return deskPage(ctx, 'Mailbox', '/mail', body);
}

function letter(mail: Mail): Html {
  return html`<article class="letter card" data-testid="letter"><h2>${mail.subject}</h2>
<dl><dt>From</dt><dd>${mail.from}</dd><dt>To</dt><dd>${mail.to.join(', ')}</dd><dt>Sent</dt><dd>${shownTime(mail.at)}</dd></dl>
${
  mail.html === undefined
    ? ''
    : html`<iframe title="${mail.subject}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${`<base target="_blank">${mail.html}`}"></iframe>`
}
${mail.text === undefined ? '' : mail.html === undefined ? html`<pre>${linked(mail.text)}</pre>` : html`<details><summary>As plain text</summary><pre>${linked(mail.text)}</pre></details>`}
</article>`;
}

/** Plain text with its addresses made links. */
function linked(text: string): (string | Html)[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, n) => (n % 2 ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : part));
}
