import { describe, expect, test } from 'vitest';
import { accessible, fits, useBrowser, viewsOf } from '../support/browser.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage();
const browser = useBrowser();

/** A caller nobody knows. */
const STRANGER = '+14155550388';

describe('who gets unknown callers, clicked through inside the CRM', () => {
  test('U-1 to U-4: a number becomes a company number; a clash is shown before saving and the rule kept switched off', async () => {
    const a = await stage.agency();
    const { numberId } = await stage.active(a);
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).owner);
    await panel.getByTestId('nav-company-number').click();
    await panel.getByTestId('make-company-number').click();
    await panel.getByTestId('add-company-number-verb').click();
    await panel.getByTestId('rules').waitFor();
    expect(await panel.getByTestId('ringing-now').textContent()).toContain('Rosa');

    await panel.getByTestId('add-rule').click();
    await panel.getByTestId('rule-name').fill('Front desk');
    for (const name of ['Rosa', 'Tom']) {
      await panel.getByTestId('rule-people-add').fill(name);
      await panel.getByTestId('rule-people-add').press('Enter');
    }
    await panel.getByTestId('save-rule').click();
    await panel.getByTestId('rules').getByText('Rosa Delgado and Tom Okafor').waitFor();

    await panel.getByTestId('add-rule').click();
    await panel.getByTestId('rule-name').fill('After hours');
    await panel.getByTestId('choose-number').click();
    await panel.getByTestId('rule-number').fill('415 555 0177');
    await panel.getByTestId('from-0').fill('4 pm');
    await panel.getByTestId('to-0').fill('6');
    expect(await panel.getByTestId('overlap').textContent()).toContain('“Front desk”: Mon–Fri 16:00–17:00');
    expect(await panel.getByTestId('hours-0').textContent()).toContain('until 06:00 the next day');
    await accessible(page);
    await panel.getByTestId('save-off').click();
    await panel.getByTestId('rules').getByText('After hours', { exact: true }).waitFor();

    const { items } = await a.owner.get(`/company-numbers/${numberId}/rules`);
    expect(items.map((rule: { name: string; enabled: boolean }) => [rule.name, rule.enabled])).toEqual([
      ['Front desk', true],
      ['After hours', false],
      ['Default', true],
    ]);
    expect(errors).toEqual([]);
  });

  test('R-15 L-4 M-2: a call shows in the open log with its trace; the same caller is tested without sending', async () => {
    const a = await stage.agency();
    const { numberId, e164 } = await stage.active(a);
    await a.owner.send('POST', '/company-numbers', { numberId });
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).owner, { width: 360, height: 780 });
    await panel.getByTestId('nav-call-log').click();
    await panel.getByTestId('empty-test').waitFor();
    await stage.call(STRANGER, e164);
    await stage.instance.settle();

    await panel.getByTestId('calls').waitFor({ timeout: 10_000 });
    await panel
      .locator('[data-testid^="row-"]')
      .first()
      .click({ position: { x: 10, y: 10 } });
    expect(await panel.getByTestId('trace').textContent()).toContain('the default rule decides');
    expect(await panel.getByTestId('legs').textContent()).toContain('Rosa Delgado');
    await accessible(page);
    await panel.getByTestId('test-again').click();
    await panel.getByTestId('test-outcome').waitFor();
    expect(await panel.getByTestId('test-outcome').textContent()).toContain('Rings Rosa Delgado');
    expect(await panel.getByTestId('test-trace').textContent()).toContain('Rosa Delgado can be rung');
    await accessible(page);
    await fits(panel);
    expect((await a.owner.get('/calls')).items).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  test('P-1: panels, traces and refusals are in the language the CRM asks for, and fit a phone', async () => {
    const a = await stage.agency();
    const { numberId, e164 } = await stage.active(a);
    await a.owner.send('POST', '/company-numbers', { numberId });
    await stage.call(STRANGER, e164);
    await stage.instance.settle();
    const asked = `${viewsOf(stage, a).owner}&locale=es-MX`;
    const { panel, errors } = await browser.open(asked, { width: 360, height: 780 });
    expect(await panel.evaluate(() => document.documentElement.lang)).toBe('es');
    for (const [place, words] of [
      ['phone-numbers', 'al mes'],
      ['staff', 'Sin teléfono'],
      ['company-number', 'Le suena al propietario'],
      ['call-log', 'no tiene teléfono que sonar'],
    ] as const) {
      await panel.getByTestId(`nav-${place}`).click();
      await panel.locator('main').getByText(words).first().waitFor();
      await fits(panel);
    }
    expect(errors).toEqual([]);
  });
});
