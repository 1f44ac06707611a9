import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = `
:root{color-scheme:light dark;--ground:light-dark(#f6f7f9,#14161a);--card:light-dark(#fff,#1c1f25);--text:light-dark(#1a1f36,#e6e8ec);
--soft:light-dark(#5b6478,#9aa3b2);--line:light-dark(#e3e6eb,#2c313a);--accent:light-dark(#5146d9,#8f87ff);--on-accent:light-dark(#fff,#14161a);
--good:light-dark(#0a6b43,#6fd6a4);--bad:light-dark(#b3261e,#ff9a92);--wait:light-dark(#8a5300,#f0b866)}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--text);font:15px/22px system-ui,sans-serif}
main{max-width:460px;margin:0 auto;padding:32px 16px 64px}main.wide{max-width:1180px}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:24px;margin:0 0 16px}
h1{font-size:20px;line-height:28px;font-weight:650;margin:0 0 4px}h2{font-size:15px;font-weight:650;margin:24px 0 8px}
p{margin:0 0 12px}.soft{color:var(--soft)}.price{font-size:30px;line-height:38px;font-weight:650;font-variant-numeric:tabular-nums}
.row{display:flex;justify-content:space-between;gap:16px;padding:8px 0;border-top:1px solid var(--line);font-variant-numeric:tabular-nums}
label{display:block;font-size:13px;color:var(--soft);margin:12px 0 4px}
input[type=email],input[type=text],select{width:100%;padding:9px 12px;border:1px solid light-dark(#8b93a5,#6b7484);border-radius:8px;background:var(--card);color:inherit;font:inherit}
.choice{display:flex;gap:10px;align-items:center;color:var(--text);font-size:15px;padding:9px 12px;border:1px solid var(--line);border-radius:8px;margin:6px 0}
button,.button{display:block;width:100%;padding:11px 16px;margin:10px 0 0;border:1px solid var(--line);border-radius:8px;background:var(--card);color:inherit;font:inherit;font-weight:550;text-align:center;text-decoration:none;cursor:pointer}
button.main{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
button:focus-visible,a:focus-visible,input:focus-visible,select:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.notice{border-left:3px solid var(--bad);padding:8px 12px;margin:0 0 16px;background:var(--card);color:var(--bad)}.notice.good{border-color:var(--good);color:var(--good)}
.tag{font-size:12px;color:var(--soft);text-align:center;margin-top:24px}a{color:var(--accent)}
table{width:100%;border-collapse:collapse;font-size:13px;line-height:18px;font-variant-numeric:tabular-nums}
th{text-align:left;font-weight:550;color:var(--soft);padding:6px 8px;border-bottom:1px solid var(--line);white-space:nowrap}
td{padding:6px 8px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}.scroll{overflow-x:auto}
td form{display:inline}td button,.inline button{display:inline-block;width:auto;padding:3px 10px;margin:0 4px 2px 0;font-size:13px}
.good{color:var(--good)}.bad{color:var(--bad)}.wait{color:var(--wait)}nav a{margin-right:16px}code{font-size:12px}
`;

/** A whole page of the sandbox's Stripe. It refuses framing, as Stripe does. */
export function show(c: Context, title: string, body: Markup, more: { status?: 200 | 404 | 410; wide?: boolean } = {}) {
  c.header(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  );
  c.header('x-frame-options', 'DENY');
  c.header('cache-control', 'no-store');
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>${raw(STYLE)}</style>
      </head>
      <body>
        <main class="${more.wide ? 'wide' : ''}">${body}
          <p class="tag">Sandbox: a local stand-in for Stripe. No money moves.</p></main>
      </body>
    </html>`;
  return c.html(page, more.status ?? 200);
}

/** A page with one message and perhaps one way on. */
export function showNote(c: Context, title: string, text: string, link?: { href: string; label: string } | undefined) {
  const way = link ? html`<a class="button" data-testid="back" href="${link.href}">${link.label}</a>` : '';
  return show(c, title, html`<section class="card"><h1>${title}</h1><p class="soft">${text}</p>${way}</section>`);
}

/** The cards a person may try on a hosted page. */
export const CHOICES = [
  { number: '4242424242424242', label: 'Visa 4242', note: 'always pays' },
  { number: '4000002760003184', label: 'Visa 3184', note: 'the bank asks for consent each time' },
  { number: '4000002500003155', label: 'Visa 3155', note: 'the bank asks for consent once' },
  { number: '4000000000000341', label: 'Visa 0341', note: 'can be saved, but charges fail' },
] as const;

export const DECLINING = '4000000000000002';

export const cardChoices = (): Markup => html`<fieldset style="border:0;padding:0;margin:12px 0 0">
  <legend class="soft" style="font-size:13px">Card</legend>
  ${CHOICES.map(
    (card, index) => html`<label class="choice"
      ><input type="radio" name="card" value="${card.number}" data-testid="card-${card.number.slice(-4)}" ${index === 0 ? 'checked' : ''} />
      <span>${card.label} <span class="soft">— ${card.note}</span></span></label
    >`,
  )}
</fieldset>`;

/** One field of a posted form, as text. */
export const field = (form: Record<string, unknown>, name: string): string => {
  const value = form[name];
  return typeof value === 'string' ? value : '';
};
