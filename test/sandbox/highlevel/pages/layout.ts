import { html } from 'hono/html';
import { icons } from '../../host/pages/icons.ts';
import type { Html } from './bare.ts';
import { linkIn, type Scene } from './scene.ts';

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
    ],
  },
  {
    name: 'CRM',
    entries: [
      { path: '/contacts', label: 'Contacts', icon: icons.contacts },
      { path: '/users', label: 'My Staff', icon: icons.users },
      { path: '/locations', label: 'Sub-accounts', icon: icons.building },
      { path: '/apps', label: 'Marketplace', icon: icons.shop },
      { path: '/workflows', label: 'Workflows', icon: icons.events },
      { path: '/webhooks', label: 'Webhooks', icon: icons.events },
    ],
  },
] as const;

/** A whole page of the CRM. */
export function layout(scene: Scene, { title, active, body, full = false }: Page): Html {
  const { company, theme, ctx } = scene;
  return html`<!doctype html>
<html lang="en" ${theme ? html`data-theme="${theme}"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${company.name}</title>
<link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/crm.css">
<script type="module" src="/assets/crm.js"></script>
${full ? html`<script type="module" src="/assets/frame.js"></script>` : ''}
</head>
<body class="${full ? 'full' : ''}">
<a class="skip" href="#main">Skip to the content</a>
<div class="strip" role="region" aria-label="Sandbox"><b>Sandbox</b>
<time data-clock="${ctx.clock.now()}" data-testid="sandbox-time"></time><span class="gap"></span>
<a href="${ctx.urls.host}/" target="_blank">The other CRM</a><a href="${ctx.urls.desk}/" target="_blank">Desk</a><a href="${ctx.urls.twilio}/" target="_blank">Softphone</a><a href="${ctx.urls.desk}/mail" target="_blank">Mailbox</a></div>
<div class="shell">
<aside class="side">
<a class="brand" href="${linkIn(scene, '/agency')}"><img src="/assets/mark.svg" alt="" width="24" height="24">${company.name}</a>
<nav aria-label="CRM">${SECTIONS.map(
    section =>
      html`<p class="nav-head">${section.name}</p>${section.entries.map(
        entry =>
          html`<a href="${linkIn(scene, entry.path)}" ${entry.path === active ? html`aria-current="page"` : ''}>${entry.icon}<span>${entry.label}</span></a>`,
      )}`,
  )}</nav>
<p class="side-foot">HighLevel stand-in<button type="button" class="icon" data-theme-switch data-testid="theme" aria-label="Switch between light and dark"><span class="when-light">${icons.moon}</span><span class="when-dark">${icons.sun}</span></button></p>
</aside>
<main id="main" class="${full ? 'main-full' : 'main'}">${body}</main>
</div>
</body>
</html>`;
}
