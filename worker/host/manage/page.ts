import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { wholeOf, writtenWith } from '../../assignment/rules/decimals.ts';
import type { heldNumbers, leaving } from './store.ts';

type Leaving = NonNullable<Awaited<ReturnType<typeof leaving>>>;
type Held = Awaited<ReturnType<typeof heldNumbers>>[number];
type Part = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif;--line:color-mix(in srgb,currentColor 20%,transparent)}
body{margin:0;padding:2.5rem 1.25rem;box-sizing:border-box}
main{max-width:44rem;margin:0 auto;display:grid;gap:1.75rem}
h1{font-size:1.5rem;line-height:1.25;margin:0}
h2{font-size:1.0625rem;margin:0 0 .25rem}
p{margin:0 0 .75rem}
section{border-top:1px solid var(--line);padding-top:1.25rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
a.button,button{font:inherit;display:inline-block;min-height:2.75rem;box-sizing:border-box;padding:.55rem 1rem;border:1px solid currentColor;border-radius:.5rem;background:none;color:inherit;text-decoration:none;cursor:pointer}
button{color:#b42318;border-color:currentColor}
label{display:flex;gap:.6rem;align-items:start;margin-bottom:.9rem}
input{font:inherit}
input[type=checkbox]{width:1.25rem;height:1.25rem;margin:.15rem 0 0}
@media(prefers-color-scheme:dark){button{color:#ff9c92}}`;

export interface ManagePage {
  of: Leaving;
  held: readonly Held[];
  count: number;
  /** Numbers nobody holds that the agency pays for; 0 where the link is about one location. */
  free: number;
  now: number;
  /** The link's own part of the address. */
  token: string;
  /** Where it is installed again, where that has an address. */
  installUrl: string | undefined;
}

/** What an uninstalled agency decides on, outside any CRM (H-2). */
export function managePage({ of, held, count, free, now, token, installUrl }: ManagePage): Promise<Response> {
  const whose = of.place ?? of.name;
  const until = dayOf(of.leavesAt);
  const isOver = of.leavesAt <= now;
  const numbers = count === 1 ? '1 number' : `${count} numbers`;
  const body = html`<h1>Trunkline was uninstalled for ${whose}</h1>
${
  count === 0
    ? html`<p>No client holds a number any more, and nobody pays for one. There is nothing left to decide.</p>`
    : html`<p>${isOver ? html`${numbers} are being taken back now.` : html`${numbers} in service. Calls and texts go where they were set to go until <strong>${until}</strong>.`}</p>`
}
${
  count > 0 && !isOver
    ? html`<section><h2>Keep everything</h2>
<p>Install Trunkline again before ${until} and go on where you left off. Nothing is lost, and settings stay as they are.</p>
${installUrl ? html`<a class="button" href="${installUrl}">Install again</a>` : ''}</section>
<section><h2>Do nothing</h2>
<p>On ${until} every number is taken back from its client, what is paid for it ends, and its client is told. Nothing already paid is refunded.</p></section>
<section><h2>End everything now</h2>
<form method="post" action="/manage/${token}/end">
<label><input type="checkbox" name="sure" value="yes" required> <span>Calls to ${numbers} stop at once, and the subscriptions of their clients are cancelled. This cannot be undone.</span></label>
<button>End everything now</button></form></section>`
    : ''
}
<section><h2>What it concerns</h2>
<p><a class="button" href="/manage/${token}/export.csv">Download as CSV</a></p>
${count > 0 ? tableOf(held, count) : ''}
<p>Numbers that are taken back return to your pool. Keeping them there costs the carrier’s price until they are handed back.</p></section>
${free > 0 ? handBackOf(free, of.name, token) : ''}`;
  return respond(`Trunkline and ${whose}`, body);
}

/** What costs the agency money though nobody holds it. */
function handBackOf(free: number, name: string, token: string): Part {
  const numbers = free === 1 ? '1 free number' : `${free} free numbers`;
  return html`<section><h2>Hand numbers back</h2>
<p>You keep ${numbers} in your pool and pay for ${free === 1 ? 'it' : 'them'} every month. Handed back to the carrier, ${free === 1 ? 'it costs' : 'they cost'} nothing more, and may not be given to you again.</p>
<form method="post" action="/manage/${token}/hand-back">
<label><span>Type <strong>${name}</strong> to confirm</span><input name="name" required autocomplete="off"></label>
<button>Hand back ${numbers}</button></form></section>`;
}

/** A page with nothing but a few words, for links that open nothing. */
export function wordsPage(title: string, text: string): Promise<Response> {
  return respond(title, html`<h1>${title}</h1><p>${text}</p>`);
}

function tableOf(held: readonly Held[], count: number): Part {
  return html`<div class="wide"><table><thead><tr><th>Number</th><th>Client</th><th>State</th><th>A month</th></tr></thead>
<tbody>${held.map(row => html`<tr><td>${row.e164}</td><td>${row.place}</td><td>${row.state}</td><td>${priceOf(row)}</td></tr>`)}</tbody></table></div>
${count > held.length ? html`<p>and ${count - held.length} more, all of them in the CSV.</p>` : ''}`;
}

export function priceOf({ price, currency }: Pick<Held, 'price' | 'currency'>): string {
  return new Intl.NumberFormat('en-US', writtenWith(price, currency)).format(wholeOf(price, currency));
}

/** The day in words, UTC. */
function dayOf(at: number): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

async function respond(title: string, body: Part): Promise<Response> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE)));
  const style = `style-src 'sha256-${btoa(String.fromCharCode(...digest))}'`;
  const page = await html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><style>${raw(STYLE)}</style></head><body><main>${body}</main></body></html>`;
  return new Response(page.toString(), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; ${style}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  });
}
