import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Delivery } from '../events.ts';
import { shownTime } from './form.ts';
import { type Html, layout } from './layout.ts';
import { type CrmParts, linkIn, Missing, type Scene, sceneOf } from './scene.ts';

const STATES = { sending: 'On its way', delivered: 'Delivered', failed: 'Not accepted' } as const;

/** What the CRM told the plug-in, and whether it was accepted. */
export function createEventPages(parts: CrmParts): Hono {
  const app = new Hono();
  app.get('/', c => {
    const scene = sceneOf(c, parts);
    const deliveries = parts.events.list();
    const body = html`<header class="head"><h1>Events</h1><span class="count">${deliveries.length}</span>
<form method="post" action="${linkIn(scene, '/events/everything')}"><button class="button" data-testid="everything">Send everything</button></form></header>
${
  deliveries.length
    ? html`<div class="card list deliveries">${deliveries.map(delivery => line(scene, delivery))}</div>`
    : html`<div class="empty"><h2>Nothing sent yet</h2><p>Edit a contact or a user, and the event that tells Trunkline appears here.</p></div>`
}`;
    return c.html(layout(scene, { title: 'Events', active: '/events', body }));
  });
  app.post('/everything', async c => {
    const scene = sceneOf(c, parts);
    await parts.edits.announce(scene.company);
    return c.redirect(linkIn(scene, '/events'), 303);
  });
  app.post('/:id/again', async c => {
    if (!(await parts.events.again(c.req.param('id')))) throw new Missing('There is no such event.');
    return c.redirect(linkIn(sceneOf(c, parts), '/events'), 303);
  });
  return app;
}

function line(scene: Scene, delivery: Delivery): Html {
  const last = delivery.attempts.at(-1);
  const answer = last ? (last.status ?? last.error ?? '') : '';
  return html`<details class="delivery" data-testid="event-${delivery.type}" data-state="${delivery.state}">
<summary><span class="state ${delivery.state}">${STATES[delivery.state]}</span><code>${delivery.type}</code>
<span class="quiet answer">${answer}${delivery.attempts.length > 1 ? ` after ${delivery.attempts.length} attempts` : ''}</span><time>${shownTime(delivery.at, 'UTC')} UTC</time></summary>
<pre>${JSON.stringify(JSON.parse(delivery.body), null, 2)}</pre>
<form method="post" action="${linkIn(scene, `/events/${delivery.id}/again`)}"><button class="button" data-testid="again">Send again</button> <code class="quiet">${delivery.id}</code></form>
</details>`;
}
