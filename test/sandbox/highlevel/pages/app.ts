import { readdirSync } from 'node:fs';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { choiceField, postedForm, shownTime } from '../../host/pages/form.ts';
import { ISSUER } from '../app-urls.ts';
import { isInstalledAt } from '../records.ts';
import { layout } from './layout.ts';
import { type CrmParts, linkIn, locationsIn, Missing, sceneOf } from './scene.ts';

/** The app in the CRM: installed or not, what its workflows hear and do, and the webhooks it got. */
export function createAppPages(parts: CrmParts): Hono {
  const app = new Hono();
  const { ctx, acts, webhooks, workflows } = parts;

  app.get('/apps', c => {
    const scene = sceneOf(c, parts);
    const install = scene.records.installs.get(scene.company.id);
    const places = locationsIn(scene).filter(location => isInstalledAt(scene.records, location));
    const state = install
      ? `Installed ${install.isAgency ? 'for the agency' : ''} in ${places.map(({ name }) => name).join(', ') || 'no sub-account'}`
      : 'Not installed';
    const { whitelabelDomain: own = '' } = scene.company;
    const whitelabel = own.startsWith('http')
      ? html`<p class="quiet">Under the agency’s own domain: <a href="${own}/crm/agency">${own}</a></p>`
      : '';
    const body = html`<header class="head"><h1>Marketplace</h1></header>
<div class="card app"><span class="app-mark" aria-hidden="true">T</span><div><h2>Trunkline</h2>
<p>Phone numbers for your clients: bought once, paid monthly, and every call rings whoever looks after the caller.</p>
<p class="quiet" data-testid="app-state">${state}</p>${whitelabel}</div>
<div class="acts"><a class="button primary" data-testid="install" href="${ctx.urls.worker}/install/${ISSUER}">${install ? 'Install elsewhere' : 'Install'}</a>
${install ? html`<form method="post" action="${linkIn(scene, '/apps/uninstall')}" data-ask="Uninstall Trunkline for ${scene.company.name}?"><button class="button" data-testid="uninstall">Uninstall</button></form>` : ''}</div></div>`;
    return c.html(layout(scene, { title: 'Marketplace', active: '/apps', body }));
  });
  app.post('/apps/uninstall', c => {
    const scene = sceneOf(c, parts);
    acts.uninstall(scene.company.id);
    return c.redirect(linkIn(scene, '/apps'), 303);
  });

  app.get('/workflows', c => {
    const scene = sceneOf(c, parts);
    const mine = [...workflows.subscriptions.values()].filter(one => one.companyId === scene.company.id);
    const places = html`<label class="field"><span>Sub-account</span><select name="location">${locationsIn(scene).map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select></label>`;
    const body = html`<header class="head"><h1>Workflows</h1></header>
<div class="card list"><table><thead><tr><th>Trigger</th><th>Sub-account</th><th>Fired</th></tr></thead><tbody>${mine.map(
      one => html`<tr><td class="lead"><code>${one.key}</code></td><td>${scene.records.locations.get(one.locationId)?.name ?? ''}</td>
<td>${workflows
        .firings()
        .filter(({ subscriptionId }) => subscriptionId === one.id)
        .map(
          ({ at, event }) =>
            html`<details><summary>${shownTime(at, 'UTC')} UTC</summary><pre>${JSON.stringify(event, null, 2)}</pre></details>`,
        )}</td></tr>`,
    )}</tbody></table></div>
<form method="post" class="card form" action="${linkIn(scene, '/workflows/subscribe')}"><h2>Wait for a trigger</h2>${places}${keyField('Trigger', 'triggers')}
<div class="acts"><button class="button primary">Add workflow</button></div></form>
<form method="post" class="card form" action="${linkIn(scene, '/workflows/act')}"><h2>Run an action</h2>${places}${keyField('Action', 'actions')}
<label class="field"><span>Fields (JSON)</span><textarea name="data" rows="3">{}</textarea></label>
<div class="acts"><button class="button primary">Run</button></div></form>`;
    return c.html(layout(scene, { title: 'Workflows', active: '/workflows', body }));
  });
  app.post('/workflows/subscribe', async c => {
    const form = await postedForm(c);
    const { answer } = await workflows.subscribe({ key: form.one('key'), locationId: form.one('location') });
    if (answer.status >= 300) return c.text(`Trunkline answered ${answer.status}: ${JSON.stringify(answer.body)}`, 502);
    return c.redirect(linkIn(sceneOf(c, parts), '/workflows'), 303);
  });
  app.post('/workflows/act', async c => {
    const form = await postedForm(c);
    const order = {
      key: form.one('key'),
      locationId: form.one('location'),
      data: JSON.parse(form.one('data') || '{}'),
    };
    return c.json(await workflows.act(order));
  });

  app.get('/webhooks', c => {
    const scene = sceneOf(c, parts);
    const body = html`<header class="head"><h1>Webhooks</h1></header><div class="card list deliveries">${webhooks
      .list()
      .map(
        delivery => html`<details class="delivery" data-state="${delivery.state}"><summary><span class="state ${delivery.state}">${delivery.state}</span><code>${delivery.type}</code>
<span class="quiet answer">${delivery.answers.join(', ')}</span><time>${shownTime(delivery.at, 'UTC')} UTC</time></summary><pre>${JSON.stringify(JSON.parse(delivery.body), null, 2)}</pre>
<form method="post" action="${linkIn(scene, `/webhooks/${delivery.id}/again`)}"><button class="button">Send again</button></form></details>`,
      )}</div>`;
    return c.html(layout(scene, { title: 'Webhooks', active: '/webhooks', body }));
  });
  app.post('/webhooks/:id/again', async c => {
    if (!(await webhooks.again(c.req.param('id')))) throw new Missing('There is no such webhook.');
    return c.redirect(linkIn(sceneOf(c, parts), '/webhooks'), 303);
  });
  return app;
}

/** What the app's definitions have, by their keys. */
function keyField(label: string, of: 'triggers' | 'actions') {
  const folder = new URL(`../../../../worker/workflow/module/${of}/`, import.meta.url);
  const keys = readdirSync(folder).map(file => file.replace(/\.json$/, '').replaceAll('-', '_'));
  return choiceField(
    'key',
    label,
    keys[0],
    keys.map(key => ({ value: key, label: key })),
  );
}
