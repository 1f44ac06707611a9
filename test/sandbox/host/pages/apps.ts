import { Hono } from 'hono';
import { html } from 'hono/html';
import { layout } from './layout.ts';
import { type CrmParts, linkIn, sceneOf } from './scene.ts';

/** The marketplace: one app, installed or not. */
export function createAppPages(parts: CrmParts): Hono {
  const app = new Hono();
  app.get('/', c => {
    const scene = sceneOf(c, parts);
    const { installed, name } = scene.company;
    const act = installed ? 'uninstall' : 'install';
    const body = html`<header class="head"><h1>Apps</h1></header>
<div class="card app"><span class="app-mark" aria-hidden="true">T</span><div><h2>Trunkline</h2>
<p>Phone numbers for your clients: bought once, paid monthly, and every call rings whoever looks after the caller.</p>
<p class="quiet" data-testid="app-state">${installed ? `Installed for ${name}` : 'Not installed'}</p></div>
<form method="post" action="${linkIn(scene, `/apps/${act}`)}" ${installed ? html`data-ask="Uninstall Trunkline for ${name}?"` : ''}>
<button class="button ${installed ? '' : 'primary'}" data-testid="${act}">${installed ? 'Uninstall' : 'Install'}</button></form></div>`;
    return c.html(layout(scene, { title: 'Apps', active: '/apps', body }));
  });
  for (const [path, installed] of [
    ['/install', true],
    ['/uninstall', false],
  ] as const)
    app.post(path, c => {
      const scene = sceneOf(c, parts);
      parts.edits.install(scene.company, installed);
      return c.redirect(linkIn(scene, '/apps'), 303);
    });
  return app;
}
