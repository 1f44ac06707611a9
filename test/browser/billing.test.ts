import { describe, expect, test } from 'vitest';
import { DAY, HOUR, witnessOf } from '../edge/witness.ts';
import { accessible, fits, useBrowser, viewsOf } from '../support/browser.ts';
import { payHostedPage } from '../support/doors.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage();
const browser = useBrowser();
const witness = witnessOf(stage);
const FOUND = 'ul:not([data-stale]) [data-testid^="buy-+1415"]';

describe('numbers that bill themselves, clicked through inside the CRM', () => {
  test('N-2 where the bank wants consent, its page opens in a tab and the purchase goes on by itself', async () => {
    const a = await stage.agency();
    const [payer] = await witness.rows('select stripe_customer_id as id from agency where id = ?', a.id);
    stage.instance.stripe.setCard(String(payer?.id), 'consent');
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).agency);
    await panel.getByTestId('buy-first').click();
    await panel.getByTestId('buy-digits').fill('415');
    await panel.locator(FOUND).first().click();
    await panel.getByTestId('purchase-confirm').click();
    await panel.getByTestId('purchase-consent').waitFor();
    await accessible(page);
    const [bank] = await Promise.all([page.context().waitForEvent('page'), panel.getByTestId('bank-page').click()]);
    await bank.getByTestId('consent-approve').click();
    await panel.getByTestId('purchase-done').waitFor();
    expect(errors).toEqual([]);
  });

  test('N-12 a client requests numbers, the agency gives one and declines another with a reason', async () => {
    const a = await stage.agency();
    const views = viewsOf(stage, a);
    const owner = await browser.open(views.owner);
    await owner.panel.getByTestId('nav-phone-numbers').click();
    for (const note of ['For the front desk', 'For the second branch']) {
      await owner.panel.getByTestId('request-number').click();
      await owner.panel.getByTestId('request-area').fill('415');
      await owner.panel.getByTestId('request-note').fill(note);
      await accessible(owner.page);
      await owner.panel.getByTestId('request-send').click();
      await owner.panel.getByTestId('own-requests').getByText(note).waitFor();
    }
    await stage.buy(a);
    const { page, panel, errors } = await browser.open(views.agency);
    await panel.getByTestId('requests').waitFor();
    await panel.locator('[data-testid^="fulfil-"]').first().click();
    await panel.getByTestId('fulfil-number').click();
    await panel.locator('[data-testid^="free-"]').first().click();
    await accessible(page);
    await panel.getByTestId('fulfil-verb').click();
    await panel.locator('[data-testid^="status-"]', { hasText: 'Pending payment' }).waitFor();
    await panel.locator('[data-testid^="decline-"]').first().click();
    await panel.getByTestId('decline-verb').click();
    await panel.getByText('Say in a few words why not.').waitFor();
    await panel.getByTestId('decline-answer').fill('Next month, when the branch opens.');
    await panel.getByTestId('decline-verb').click();
    await panel.getByTestId('requests').waitFor({ state: 'detached' });
    // M-2: the client's page, open all along, shows the answers.
    await owner.panel.getByText('Next month, when the branch opens.').waitFor({ timeout: 10_000 });
    await owner.page.setViewportSize({ width: 360, height: 900 });
    await fits(owner.panel);
    await accessible(owner.page);
    expect([...errors, ...owner.errors]).toEqual([]);
  });

  test('N-12 A-5 where the plan allows it a client gets a number at one price and goes on to pay it', async () => {
    const a = await stage.agency();
    const { items: plans } = await a.agency.get('/plans');
    await a.agency.send('PATCH', `/plans/${plans[0].id}`, { clientsMayBuy: true });
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).owner);
    await panel.getByTestId('nav-phone-numbers').click();
    await panel.getByTestId('client-buy').click();
    await panel.getByTestId('buy-digits').fill('415');
    await panel.locator(FOUND).first().waitFor();
    expect(await panel.getByTestId('client-buy-drawer').textContent()).not.toContain('$1.15');
    await accessible(page);
    await panel.locator(FOUND).first().click();
    expect(await panel.getByTestId('client-price').textContent()).toContain('$4.50 a month');
    await panel.getByTestId('client-purchase-confirm').click();
    await panel.getByTestId('client-bought').waitFor();
    await panel.locator('[data-testid="client-pay"]:not([aria-busy="true"])').waitFor();
    const [checkout] = await Promise.all([
      page.context().waitForEvent('page'),
      panel.getByTestId('client-pay').click(),
    ]);
    await checkout.getByTestId('pay').click();
    await panel.getByTestId('state-active').waitFor();
    expect(errors).toEqual([]);
  });

  test('A-12 a failed payment says until when calls come in, and is paid from there', async () => {
    const a = await stage.agency();
    const held = await stage.active(a);
    const [place] = await witness.rows(
      "select stripe_customer_id as id from sub_account where agency_id = ? and name = 'Bayside Dental'",
      a.id,
    );
    const { subscription_id: subscription, paid_through: end } = await witness.assignment(held.assignmentId);
    stage.instance.stripe.setCard(String(place?.id), 'declines');
    await witness.stripe(a, `subscriptions/${subscription}`, 'default_payment_method=');
    stage.instance.pace.cronEveryMs = 11 * DAY;
    await stage.instance.clock.advanceTo(end + HOUR);
    await stage.instance.settle();
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).owner);
    await panel.getByTestId('nav-phone-numbers').click();
    await panel.getByTestId(`trouble-${held.e164}`).getByText('Calls still come in until').waitFor();
    await accessible(page);
    const [portal] = await Promise.all([
      page.context().waitForEvent('page'),
      panel.getByTestId(`change-card-${held.e164}`).click(),
    ]);
    await portal.waitForURL(/billing|portal|session/);
    const [invoice] = await Promise.all([
      page.context().waitForEvent('page'),
      panel.getByTestId(`pay-failed-${held.e164}`).click(),
    ]);
    await invoice.waitForURL(/\/i\//);
    await payHostedPage(invoice.url());
    await panel.getByTestId('state-active').waitFor({ timeout: 15_000 });
    await panel.getByTestId(`trouble-${held.e164}`).waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  test('A-16 N-9 N-10 a price is changed, a number handed back by typing it, and one tells who had it', async () => {
    const a = await stage.agency();
    const held = await stage.active(a);
    const free = await stage.buy(a);
    const { items: plans } = await a.agency.get('/plans');
    await a.agency.send('PATCH', `/plans/${plans[0].id}`, { numberPrice: 435 });
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).agency);
    await panel.getByTestId('change-prices').click();
    await panel.getByTestId(`row-${held.assignmentId}`).getByRole('checkbox').check();
    expect(await panel.getByTestId('price-sum').textContent()).toContain('$5.50 instead of $4.50');
    await accessible(page);
    await panel.getByTestId('price-verb').click();
    await panel.getByTestId('change-prices').waitFor({ state: 'detached' });

    await panel.getByTestId(`menu-${free.numberId}`).click();
    await panel.getByTestId('act-carrier').click();
    await panel.getByTestId('carrier-typed').fill(held.e164.slice(2));
    expect(await panel.getByTestId('carrier-verb').isDisabled()).toBe(true);
    await panel.getByTestId('carrier-typed').fill(free.e164.slice(2));
    await accessible(page);
    await panel.getByTestId('carrier-verb').click();
    await panel.getByTestId(`row-${free.numberId}`).waitFor({ state: 'detached' });

    await panel.getByTestId(`row-${held.numberId}`).click();
    await panel.getByTestId('number-history').getByText('Bayside Dental', { exact: true }).waitFor();
    await accessible(page);
    expect(errors).toEqual([]);
  });

  test('A-14 A-15 X-3 margin adds up, idle numbers are assigned from it, activity is exported and reconciled', async () => {
    const a = await stage.agency();
    await stage.active(a);
    const idle = await stage.buy(a);
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).agency);
    await panel.getByTestId('nav-margin').click();
    expect(await panel.getByTestId('figure-billed').textContent()).toContain('$4.50');
    await accessible(page);
    await panel.getByTestId(`assign-${idle.numberId}`).click();
    await panel.getByTestId('assign-dialog').waitFor();
    await page.keyboard.press('Escape');

    await panel.getByTestId('nav-activity').click();
    await panel.getByTestId('activity-what').selectOption('number');
    await panel.locator('bdi', { hasText: 'was bought' }).first().click();
    await panel.getByTestId('activity-changes').getByText('$1.15').waitFor();
    await accessible(page);
    await page.keyboard.press('Escape');
    const [file] = await Promise.all([page.waitForEvent('download'), panel.getByTestId('activity-export').click()]);
    expect(file.suggestedFilename()).toMatch(/^activity-.*csv$/);
    await panel.getByTestId('tab-findings').click();
    await panel.getByTestId('reconcile-now').click();
    await panel.getByTestId('reconciled-at').getByText('Last compared').waitFor();
    await accessible(page);
    await page.setViewportSize({ width: 360, height: 900 });
    for (const id of ['margin', 'activity', 'numbers']) {
      await panel.getByTestId(`nav-${id}`).click();
      await panel.locator('main table').first().waitFor();
      await fits(panel);
    }
    expect(errors).toEqual([]);
  });
});
