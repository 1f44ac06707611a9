import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { parsePhoneNumber } from 'libphonenumber-js/min';
import { wholeOf, writtenWith } from '../../assignment/rules/decimals.ts';
import type { Language } from '../../language/rules/tag.ts';
import type { heldNumbers, leaving } from './store.ts';
import { MANAGE_WORDS } from './words.ts';

type Leaving = NonNullable<Awaited<ReturnType<typeof leaving>>>;
type Held = Awaited<ReturnType<typeof heldNumbers>>[number];
type Part = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif;--line:color-mix(in srgb,currentColor 20%,transparent)}
body{margin:0;padding:2.5rem 1.25rem;box-sizing:border-box}
main{max-width:44rem;margin:0 auto;display:grid;grid-template-columns:minmax(0,1fr);gap:1.75rem}
h1{font-size:1.5rem;line-height:1.25;margin:0}
h2{font-size:1.0625rem;margin:0 0 .25rem}
p{margin:0 0 .75rem}
section{border-top:1px solid var(--line);padding-top:1.25rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}
.wide{overflow-x:auto;margin-bottom:1rem}
.typed{flex-wrap:wrap;align-items:center}
.typed input{flex:1 1 12rem;min-width:0;min-height:2.5rem;box-sizing:border-box}
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
export function managePage(shown: ManagePage, language: Language): Promise<Response> {
  const { of, held, count, free, now, token } = shown;
  const words = MANAGE_WORDS[language];
  const whose = of.place ?? of.name;
  const isOver = of.leavesAt <= now;
  const stands = isOver
    ? words.ending(words.numbers(count))
    : words.inService(words.numbers(count), dayOf(of.leavesAt, language));
  const body = html`<h1>${words.title(whose)}</h1>
<p>${count === 0 ? words.nothing : stands}</p>
${count > 0 && !isOver ? choicesOf(shown, language) : ''}
<section><h2>${words.concerns}</h2>
<p><a class="button" href="/manage/${token}/export.csv">${words.csv}</a></p>
${count > 0 ? tableOf(held, count, language) : ''}
<p>${words.pool}</p></section>
${free > 0 ? handBackOf(free, of.name, token, language) : ''}`;
  return respond(words.title(whose), body, language);
}

/** For links that open nothing. */
export function closedPage(language: Language): Promise<Response> {
  const { closed, closedWhy } = MANAGE_WORDS[language];
  return respond(closed, html`<h1>${closed}</h1><p>${closedWhy}</p>`, language);
}

function choicesOf({ of, count, token, installUrl }: ManagePage, language: Language): Part {
  const words = MANAGE_WORDS[language];
  const until = dayOf(of.leavesAt, language);
  return html`<section><h2>${words.keep}</h2>
<p>${words.keepWhy(until)}</p>
${installUrl ? html`<a class="button" href="${installUrl}">${words.install}</a>` : ''}</section>
<section><h2>${words.wait}</h2>
<p>${words.waitWhy(until)}</p></section>
<section><h2>${words.end}</h2>
<form method="post" action="/manage/${token}/end">
<label><input type="checkbox" name="sure" value="yes" required> <span>${words.endSure(words.numbers(count))}</span></label>
<button>${words.end}</button></form></section>`;
}

/** What costs the agency money though nobody holds it. */
function handBackOf(free: number, name: string, token: string, language: Language): Part {
  const words = MANAGE_WORDS[language];
  return html`<section><h2>${words.handBack}</h2>
<p>${words.handBackWhy(free)}</p>
<form method="post" action="/manage/${token}/hand-back">
<label class="typed"><span>${words.typeName(name)}</span><input name="name" required autocomplete="off"></label>
<button>${words.handBackVerb(words.numbers(free))}</button></form></section>`;
}

function tableOf(held: readonly Held[], count: number, language: Language): Part {
  const words = MANAGE_WORDS[language];
  const { number, client, state, price } = words.head;
  return html`<div class="wide" tabindex="0"><table><thead><tr><th>${number}</th><th>${client}</th><th>${state}</th><th>${price}</th></tr></thead>
<tbody>${held.map(row => html`<tr><td>${numberOf(row.e164)}</td><td>${row.place}</td><td>${words.state[row.state]}</td><td>${priceOf(row, language)}</td></tr>`)}</tbody></table></div>
${count > held.length ? html`<p>${words.more(count - held.length)}</p>` : ''}`;
}

/** In one piece: it is never broken over two lines. */
function numberOf(e164: string): string {
  return parsePhoneNumber(e164).formatInternational().replaceAll(' ', '\u00a0');
}

export function priceOf({ price, currency }: Pick<Held, 'price' | 'currency'>, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], writtenWith(price, currency)).format(wholeOf(price, currency));
}

const LOCALES: Record<Language, string> = { en: 'en-US', es: 'es-419' };

/** The day in words, UTC. */
function dayOf(at: number, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

async function respond(title: string, body: Part, language: Language): Promise<Response> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(STYLE)));
  const style = `style-src 'sha256-${btoa(String.fromCharCode(...digest))}'`;
  const page = await html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
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
