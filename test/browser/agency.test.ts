import { describe, expect, test } from 'vitest';
import { lakeside } from '../sandbox/highlevel/index.ts';
import { plantAppAgency } from '../sandbox/seed.ts';
import { accessible, fits, useBrowser, viewsOf } from '../support/browser.ts';
import type { Body } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';

const stage = useStage();
const browser = useBrowser();
const OWN = { sid: `AC${'8'.repeat(32)}`, token: 'the-token-of-their-own-account' };

const sql = (text: string, ...args: string[]) => stage.instance.client.execute({ sql: text, args });

/** An agency that has not begun: nothing at Stripe, no telephony. */
async function beginner(): Promise<Agency> {
  const a = await stage.agency();
  await sql(
    `update agency set stripe_customer_id = null, stripe_account_id = null, card_on_file = 0, charges_enabled = 0,
      telephony = null where id = ?`,
    a.id,
  );
  return a;
}

/** A sub-account that has never paid anything. */
async function unstarted(a: Agency): Promise<void> {
  await sql(
    `update sub_account set stripe_customer_id = null, plan_subscription_id = null, plan_status = null, card_valid = 0,
      standing_at = null where agency_id = ? and host_location_id = ?`,
    a.id,
    a.locationId,
  );
}

describe('an agency gets ready and its clients start their plans, clicked through', () => {
  test('T-6 P-1: card and Stripe Connect open in tabs of their own and the checklist notices by itself', async () => {
    const a = await beginner();
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).agency);
    await panel.getByTestId('nav-settings').click();
    await panel.getByTestId('not-ready').waitFor();
    await accessible(page);

    const [card] = await Promise.all([
      page.context().waitForEvent('page'),
      panel.getByTestId('checklist-card').click(),
    ]);
    await card.getByTestId('pay').click();
    await card.waitForURL(/\/return\/card/);
    await panel.locator('[data-testid=step-card][data-done]').waitFor();

    const [connect] = await Promise.all([
      page.context().waitForEvent('page'),
      panel.getByTestId('checklist-connect').click(),
    ]);
    await connect.getByTestId('finish').click();
    await connect.waitForURL(/\/return\/connect/);
    await panel.locator('[data-testid=step-connect][data-done]').waitFor();

    await panel.getByTestId('checklist-telephony').click();
    await panel.getByTestId('save-telephony').click();
    await panel.getByTestId('ready').waitFor();
    expect(errors).toEqual([]);
  });

  test('N-3: an own Twilio account is tried, then its numbers are chosen and imported', async () => {
    const a = await beginner();
    stage.instance.twilio.addAccount(OWN);
    const owned = '+13125550143';
    stage.instance.twilio.own(owned, {}, OWN.sid);
    const { page, panel } = await browser.open(viewsOf(stage, a).agency);
    await panel.getByTestId('nav-settings').click();
    await panel.getByTestId('checklist-telephony').click();
    await panel.getByTestId('choose-own').click();
    await panel.getByTestId('twilio-sid').fill(OWN.sid);
    await panel.getByTestId('twilio-token').fill('not-the-token-of-that-account');
    await panel.getByTestId('save-telephony').click();
    await panel.getByText('does not accept this SID').waitFor();
    await accessible(page);
    await panel.getByTestId('twilio-token').fill(OWN.token);
    await panel.getByTestId('save-telephony').click();
    await panel.getByTestId('open-import').click();
    await panel.getByTestId(`import-${owned}`).check();
    await accessible(page);
    await panel.getByTestId('import-verb').click();
    await panel.getByTestId(`added-${owned}`).waitFor();
    expect((await a.agency.get('/numbers')).items.map((n: Body) => n.e164)).toEqual([owned]);
  });

  test('T-4 T-5: a plan is made, chosen and started by its link; the client’s page notices, too', async () => {
    const a = await stage.agency();
    await unstarted(a);
    const views = viewsOf(stage, a);
    const { page, panel, errors } = await browser.open(views.agency, { width: 360, height: 780 });
    await panel.getByTestId('nav-sub-accounts').click();
    await panel.getByTestId('tab-plans').click();
    await panel.getByTestId('new-plan').click();
    await panel.getByTestId('plan-name').fill('Clinic');
    await panel.getByTestId('plan-base').fill('29');
    await panel.getByTestId('plan-number').fill('3.35');
    expect(await panel.getByTestId('price-example').textContent()).toContain('client pays $4.50 a month');
    await accessible(page);
    await fits(panel);
    await panel.getByTestId('save-plan').click();
    await panel.getByTestId('plan-drawer').waitFor({ state: 'detached' });

    await panel.getByTestId('tab-list').click();
    await panel.locator('tr', { hasText: 'Dental' }).locator('bdi').first().click();
    await panel.getByTestId('choose-plan').selectOption({ label: 'Clinic' });
    await panel.getByTestId('confirm-verb').click();
    await panel.getByTestId('plan-question').waitFor({ state: 'detached' });
    await panel.getByTestId('start-plan').click();
    const link = await panel.getByTestId('start-plan-link').inputValue();
    await accessible(page);
    await fits(panel);

    const owner = await browser.open(views.owner);
    await owner.panel.getByTestId('nav-phone-numbers').click();
    await owner.panel.getByTestId('start-plan').waitFor();
    await owner.page.goto(link);
    await owner.page.getByTestId('pay').click();
    await owner.page.waitForURL(/\/return\/plan/);
    await panel.getByTestId('place-standing').getByText('In good standing').waitFor();
    const again = await browser.open(views.owner);
    await again.panel.getByTestId('nav-phone-numbers').click();
    await again.panel.getByTestId('own-plan-state').getByText('Active').waitFor();
    await accessible(again.page);
    expect([...errors, ...again.errors]).toEqual([]);
  });

  test('T-3 P-3: blocking says what follows, and approving takes it back', async () => {
    const a = await stage.agency();
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).agency, { theme: 'dark' });
    await panel.getByTestId('nav-sub-accounts').click();
    await panel.locator('tr', { hasText: 'Dental' }).locator('bdi').first().click();
    await panel.getByTestId('tab-users').click();
    const priya = panel.locator('[data-testid^=user-]', { hasText: 'Priya' });
    await priya.locator('[data-testid^=block-]').click();
    expect(await panel.getByTestId('block-dialog').textContent()).toContain('phone no longer rings');
    await accessible(page);
    await panel.getByTestId('confirm-verb').click();
    await priya.getByText('Blocked').waitFor();
    await priya.locator('[data-testid^=approve-]').click();
    await priya.getByText('Approved').waitFor();
    await accessible(page);
    expect(errors).toEqual([]);
  });
});

describe('voice agents, clicked through', () => {
  test('L-3 A-3 P-2: the agency adds one of its own, which is tried, and links a free number to it', async () => {
    const a = await stage.agency();
    const { e164 } = await stage.buy(a);
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).agency, { width: 360, height: 780 });
    await panel.getByTestId('nav-agents').click();
    await panel.getByTestId('add-first-agent').click();
    await panel.getByTestId('agent-name').fill('Ava');
    await panel.getByTestId('agent-endpoint').fill(`${stage.instance.urls.desk}/voice-agent/answer`);
    await accessible(page);
    await panel.getByTestId('agent-verb').click();
    await panel.getByTestId('agent-drawer').getByText('A sample call was answered').waitFor();
    await panel.getByTestId('attach-number').click();
    await panel.getByTestId('attach-choice').click();
    await panel.locator('[role=option]').first().click();
    await panel.getByTestId('attach-verb').click();
    await panel.getByTestId(`detach-${e164}`).waitFor();
    await accessible(page);
    await fits(panel);
    const { items } = await a.agency.get('/numbers');
    expect(items).toMatchObject([{ wiredTo: 'agent', wiredAgent: { name: 'Ava' }, status: 'unassigned' }]);
    expect(errors).toEqual([]);
  });

  test('A-11: a free number is selected with one of the sub-account’s agents and works at once', async () => {
    const a = await stage.agency();
    const { e164 } = await stage.buy(a);
    await sql("update plan set mode = 'included' where agency_id = ?", a.id);
    await a.owner.send('POST', '/agents', { name: 'Viewings line', endpoint: 'sip:ava@voice.example.com' });
    await a.owner.send('POST', '/agents', { name: 'Draft' });
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).agency);
    await panel.getByTestId('nav-sub-accounts').click();
    await panel.locator('tr', { hasText: 'Dental' }).locator('bdi').first().click();
    await panel.getByTestId('tab-numbers').click();
    await panel.getByTestId(`select-${e164}`).click();
    await panel.getByLabel('Draft').check();
    await panel.getByTestId('agent-not-ready').waitFor();
    await accessible(page);
    await panel.getByLabel('Viewings line').check();
    await panel.getByTestId('include-verb').click();
    await panel.getByTestId('place-numbers').getByText('Viewings line').waitFor();
    expect((await a.agency.get('/numbers')).items).toMatchObject([{ status: 'active', price: { amount: 0 } }]);
    expect(errors).toEqual([]);
  });
});

describe('a CRM that agencies show under a domain of their own', () => {
  test('H-3 H-5: it frames the panel once the domain is confirmed; who looks is read from the CRM’s encrypted word', async () => {
    const { urls, highlevel } = stage.instance;
    const whitelabel = urls.highlevel.replace('127.0.0.1', 'localhost');
    await plantAppAgency(stage.instance, lakeside(whitelabel));
    const view = `/crm/agency?user=hlUsrAvery0000000001`;
    const { page, panel, errors } = await browser.open(`${urls.highlevel}${view}`);
    await panel.getByTestId('nav-settings').click();
    await panel.getByTestId('connection-connected').waitFor();
    expect(await panel.getByTestId('host-sync').textContent()).toContain('7 in 2 sub-accounts');

    const early = await page.context().newPage();
    const refusal = early.waitForEvent('console', message => /frame-ancestors/.test(message.text()));
    await early.goto(`${whitelabel}${view}`);
    await refusal;
    await panel.getByTestId('domain-confirm').click();
    await panel.getByText('May show Trunkline', { exact: true }).waitFor();
    await accessible(page);

    const own = await browser.open(`${whitelabel}${view}`);
    await own.panel.getByTestId('buy-first').waitFor();
    const place = '/crm/location?location=hlLocSummitFit000001&user=hlUsrSofia0000000001';
    const staff = await browser.open(`${whitelabel}${place}`, { width: 360 });
    await staff.panel.getByTestId('nav-my-settings').waitFor();
    // Sofía uses her CRM in Spanish (P-1).
    expect(await staff.panel.evaluate(() => document.documentElement.lang)).toBe('es');
    await fits(staff.panel);
    expect([...errors, ...own.errors, ...staff.errors]).toEqual([]);
    expect(highlevel.refused).toEqual([]);
    expect(new Set(highlevel.webhooks.list().map(({ state }) => state))).toEqual(new Set(['delivered']));
  });
});

test('W-3 P-1 a hook is added by hand, its secret shown once, at 360 px and in the dark too', async () => {
  const a = await stage.agency();
  const { page, panel, errors } = await browser.open(viewsOf(stage, a).owner, { width: 360, theme: 'dark' });
  await panel.getByTestId('nav-workflows').click();
  await panel.getByTestId('tab-hooks').click();
  await panel.getByTestId('add-hook').click();
  await panel.getByTestId('hook-address').fill('http://127.0.0.1:9/hook');
  await panel.getByTestId('hook-condition').selectOption('unknown');
  await accessible(page);
  await panel.getByTestId('hook-verb').click();
  expect(await panel.getByTestId('hook-secret').textContent()).toMatch(/^whsec_/);
  await panel.getByTestId('hook-secret-kept').click();
  await panel.getByText('1 condition').waitFor();
  await fits(panel);
  expect(errors).toEqual([]);
});
