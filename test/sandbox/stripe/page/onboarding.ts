import { Hono } from 'hono';
import { html } from 'hono/html';
import { finishOnboarding } from '../connect/account-api.ts';
import type { World } from '../world.ts';
import { field, show, showNote } from './layout.ts';

/** Connect onboarding: `/setup/s/:account/:token`. A link works once and for five minutes. */
export function onboardingPages(world: World): Hono {
  const pages = new Hono();
  const linkOf = (token: string) => world.books().peek('account_link', token);
  pages.get('/setup/s/:account/:token', c => {
    const link = linkOf(c.req.param('token'));
    const account = link && world.merchant(link.account);
    if (!link || !account) return showNote(c, 'Nothing here', 'This onboarding link does not exist.');
    if (link.used || link.expires_at < world.now()) return c.redirect(link.refresh_url, 303);
    return show(
      c,
      'Get paid',
      html`<form class="card" method="post">
        <h1>Get paid through ${world.merchantName(world.platform)}</h1>
        <p class="soft">${account.email ?? account.id} has to tell Stripe about the business before it can take payments.</p>
        <label for="name">Business name</label>
        <input id="name" type="text" name="name" value="${account.business_profile.name ?? ''}" placeholder="Your business" />
        <button class="main" name="act" value="finish" data-testid="finish">Finish onboarding</button>
        <button name="act" value="later" data-testid="later">Save for later</button>
      </form>`,
    );
  });
  pages.post('/setup/s/:account/:token', async c => {
    const link = linkOf(c.req.param('token'));
    const account = link && world.merchant(link.account);
    if (!link || !account) return showNote(c, 'Nothing here', 'This onboarding link does not exist.');
    if (link.used || link.expires_at < world.now()) return c.redirect(link.refresh_url, 303);
    const form = await c.req.parseBody();
    link.used = true;
    const name = field(form, 'name').trim();
    if (name) account.business_profile = { ...account.business_profile, name };
    if (field(form, 'act') === 'finish') finishOnboarding(world, account);
    world.touch();
    return c.redirect(link.return_url, 303);
  });
  return pages;
}
