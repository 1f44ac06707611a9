import { describe, expect, test } from 'vitest';
import { accessible, fits, useBrowser, viewsOf } from '../support/browser.ts';
import type { Body } from '../support/doors.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage();
const browser = useBrowser();

describe('the main job, clicked through inside the CRM', () => {
  test('N-2 A-4 A-5 A-6 L-2: buy, assign, pay, see it active without a refresh, give it to somebody', async () => {
    const a = await stage.agency();
    const views = viewsOf(stage, a);
    const { page, panel, errors } = await browser.open(views.agency);

    await panel.getByTestId('buy-first').click();
    await panel.getByTestId('buy-digits').fill('415');
    await panel.locator('[data-testid^="buy-+"]').first().click();
    expect(await panel.getByTestId('purchase-charge').textContent()).toContain('$1.15');
    await accessible(page);
    await panel.getByTestId('purchase-confirm').click();
    await panel.getByTestId('purchase-done').waitFor();
    await panel.getByTestId('assign-now').click();
    await panel.getByTestId('assign-person').fill('Rosa');
    await panel.locator('[data-testid^="candidate-"]', { hasText: 'Rosa' }).first().click();
    expect(await panel.getByTestId('price-sum').textContent()).toContain('$4.50');
    await accessible(page);
    await panel.getByTestId('assign-verb').click();
    await panel.locator('[data-testid^="status-"]', { hasText: 'Pending payment' }).waitFor();
    const { items } = await a.agency.get('/numbers');
    const e164: string = items[0].e164;

    const owner = await browser.open(views.owner);
    await owner.panel.getByTestId('nav-phone-numbers').click();
    const [checkout] = await Promise.all([
      owner.page.context().waitForEvent('page'),
      owner.panel.getByTestId(`pay-${e164}`).click(),
    ]);
    await checkout.getByTestId('pay').click();
    await checkout.waitForURL(/\/return\/checkout/);
    await owner.panel.getByTestId('state-active').waitFor();
    // M-2: the agency's page, open all along, shows it as well.
    await panel.locator('[data-testid^="status-"]', { hasText: 'Active' }).waitFor({ timeout: 10_000 });

    await owner.panel.getByTestId(`give-${e164}`).click();
    await owner.panel.getByTestId('nav-staff').waitFor();
    const { items: staff } = await a.owner.get('/staff');
    const priya = staff.find((one: Body) => one.name.startsWith('Priya'));
    await a.owner.send('PUT', `/staff/${priya.userId}/direct-number`, { numberId: items[0].id });
    const mine = await browser.open(views.staff);
    await mine.panel.getByTestId('nav-my-settings').click();
    const shown = await mine.panel.getByTestId('my-direct-number').textContent();
    expect(shown?.replace(/\D/g, '')).toContain(e164.slice(2));
    expect([...errors, ...owner.errors, ...mine.errors]).toEqual([]);
  });

  test('A-8 P-3: release says what will happen, shows until when it works, and can be taken back', async () => {
    const a = await stage.agency();
    const { e164 } = await stage.active(a);
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).owner);
    await panel.getByTestId('nav-phone-numbers').click();
    await panel.getByTestId('state-active').waitFor();
    await panel.locator('[data-testid^="menu-"]').first().click();
    await panel.getByRole('menuitem', { name: /release/i }).click();
    const question = await panel.getByTestId('release-dialog').textContent();
    expect(question).toMatch(/works as before until/i);
    await accessible(page);
    await panel.getByTestId('release-dialog').getByTestId('confirm-verb').click();
    await panel.getByTestId(`keep-${e164}`).click();
    await panel.getByTestId('state-active').waitFor();
    expect((await a.owner.get('/phone-numbers')).items[0].state).toBe('active');
    expect(errors).toEqual([]);
  });

  test('A-10 P-3: unassigning names the sub-account and the money, and the row is free at once', async () => {
    const a = await stage.agency();
    await stage.active(a);
    const { panel, errors } = await browser.open(viewsOf(stage, a).agency);
    await panel.locator('[data-testid^="menu-"]').first().click();
    await panel.getByRole('menuitem', { name: /unassign/i }).click();
    const question = await panel.getByTestId('unassign-dialog').textContent();
    expect(question).toContain('Bayside Dental');
    expect(question).toContain('$4.50');
    await panel.getByTestId('unassign-dialog').getByTestId('confirm-verb').click();
    await panel.locator('[data-testid^="status-"]', { hasText: 'Unassigned' }).waitFor();
    expect(errors).toEqual([]);
  });
});

describe('P-1 every panel', () => {
  const SIZES = [
    { width: 360, height: 780, theme: 'light', also: 1440 },
    { width: 1440, height: 900, theme: 'dark', also: 360 },
  ] as const;

  test.each(SIZES)(
    'has no serious accessibility violation at $width px, $theme, and fits there and at $also px',
    async size => {
      const a = await stage.agency({ dental: 'ok', realty: 'expired' });
      await stage.active(a);
      await stage.assign(a, (await stage.buy(a)).numberId);
      const views = viewsOf(stage, a);
      for (const view of [views.agency, views.staff, views.owner]) {
        const { page, panel, errors } = await browser.open(view, size);
        const ids = await panel
          .locator('[data-testid^="nav-"]')
          .evaluateAll(all => all.map(one => (one as HTMLElement).dataset.testid ?? ''));
        for (const id of ids.length ? ids : ['']) {
          if (id) await panel.getByTestId(id).click();
          await panel.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
          await accessible(page);
          await fits(panel);
          await page.setViewportSize({ width: size.also, height: size.height });
          await fits(panel);
          await page.setViewportSize(size);
        }
        expect(errors).toEqual([]);
        await page.context().close();
      }
    },
  );
});

describe('H-3 outside a host', () => {
  test('a panel opened by itself says what to do', async () => {
    const { page } = await browser.open(`${viewsOf(stage, await stage.agency()).agency}`);
    await page.goto(`${stage.instance.urls.worker}/embed/jwt/${stage.instance.secrets.hostIssuer}`);
    await page.getByTestId('standalone').waitFor();
    expect(await page.getByTestId('standalone').textContent()).toMatch(/open .*from your CRM/i);
  });
});
