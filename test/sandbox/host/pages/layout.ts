import { html } from 'hono/html';
import { icons } from './icons.ts';
import { linkIn, type Scene } from './scene.ts';

export type Html = ReturnType<typeof html>;

interface Page {
  title: string;
  /** Path of the navigation entry that is lit. */
  active: string;
  body: Html;
  /** The body fills the window (the panel pages). */
  full?: boolean;
}

const SECTIONS = [
  {
    name: 'Phone',
    entries: [
      { path: '/agency', label: 'Agency view', icon: icons.agency },
      { path: '/location', label: 'Sub-account view', icon: icons.phone },
      { path: '/staff', label: 'Staff view', icon: icons.headset },
    ],
  },
  {
    name: 'CRM',
    entries: [
      { path: '/contacts', label: 'Contacts', icon: icons.contacts },
      { path: '/users', label: 'Users', icon: icons.users },
      { path: '/locations', label: 'Sub-accounts', icon: icons.building },
      { path: '/apps', label: 'Apps', icon: icons.shop },
      { path: '/events', label: 'Events', icon: icons.events },
    ],
  },
] as const;

/** A whole page of the CRM. */
export function layout(scene: Scene, { title, active, body, full = false }: Page): Html {
  const { company, theme } = scene;
  return html`<!doctype html>
<html lang="en" ${theme ? html`data-theme="${theme}"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Northwind CRM</title>
<link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/crm.css">
<script type="module" src="/assets/crm.js"></script>
${full ? html`<script type="module" src="/assets/embed.js"></script>` : ''}
</head>
<body class="${full ? 'full' : ''}">
<a class="skip" href="#main">Skip to the content</a>
${strip(scene)}
<div class="shell">
<aside class="side">
<a class="brand" href="${linkIn(scene, '/agency')}"><img src="/assets/mark.svg" alt="" width="24" height="24">Northwind</a>
${companyChoice(scene)}
<nav aria-label="CRM">${SECTIONS.map(
    section =>
      html`<p class="nav-head">${section.name}</p>${section.entries.map(
        entry =>
          html`<a href="${linkIn(scene, entry.path)}" ${entry.path === active ? html`aria-current="page"` : ''}>${entry.icon}<span>${entry.label}</span></a>`,
      )}`,
  )}</nav>
<p class="side-foot">${company.name}<button type="button" class="icon" data-theme-switch data-testid="theme" aria-label="Switch between light and dark"><span class="when-light">${icons.moon}</span><span class="when-dark">${icons.sun}</span></button></p>
</aside>
<main id="main" class="${full ? 'main-full' : 'main'}">${body}</main>
</div>
</body>
</html>`;
}

/** The line on top that belongs to the sandbox, not to the CRM: its time and its other pages. */
function strip({ ctx }: Scene): Html {
  const { desk, twilio, stripe, highlevel } = ctx.urls;
  return html`<div class="strip" role="region" aria-label="Sandbox">
<b>Sandbox</b>
<time data-clock="${ctx.clock.now()}" data-testid="sandbox-time"></time>
<form method="post" action="/sandbox/leap" data-leap><button name="by" value="day" data-testid="plus-day">+1 day</button><button name="by" value="month" data-testid="plus-month">+1 month</button></form>
<span class="gap"></span>
${highlevel ? html`<a href="${highlevel}/" target="_blank">HighLevel</a>` : ''}<a href="${desk}/" target="_blank">Desk</a><a href="${twilio}/" target="_blank">Softphone</a><a href="${stripe}/" target="_blank">Stripe</a><a href="${desk}/mail" target="_blank">Mailbox</a>
</div>`;
}

function companyChoice({ records, company }: Scene): Html | '' {
  if (records.companies.size < 2) return '';
  return html`<form class="company" data-auto><label><span class="unseen">Company</span>
<select name="company" data-testid="company-select">${[...records.companies.values()].map(
    c => html`<option value="${c.id}" ${c.id === company.id ? 'selected' : ''}>${c.name}</option>`,
  )}</select></label></form>`;
}

/** A page for what is not there. */
export const missingPage = (why: string): Html => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not found · Northwind CRM</title><link rel="stylesheet" href="/assets/crm.css"></head>
<body><main class="main"><div class="empty"><h1>Not found</h1><p>${why}</p><p><a href="/">Back to the CRM</a></p></div></main></body></html>`;
