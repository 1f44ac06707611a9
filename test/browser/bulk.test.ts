import { readFile } from 'node:fs/promises';
import type { Frame } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { witnessOf } from '../edge/witness.ts';
import { accessible, fits, useBrowser, viewsOf } from '../support/browser.ts';
import { type Agency, useStage } from '../support/stage.ts';

const stage = useStage();
const browser = useBrowser();
const witness = witnessOf(stage);

/** Drops a file on the place for it, as a person drags it there. */
const dropped = (panel: Frame, text: string) =>
  panel.getByTestId('bulk-drop').evaluate((place, csv) => {
    const carried = new DataTransfer();
    carried.items.add(new File([csv], 'spring.csv', { type: 'text/csv' }));
    for (const type of ['dragover', 'drop']) {
      place.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: carried }));
    }
  }, text);

/** Copies of a bought number, held by whoever holds it. */
async function plant(of: Agency, like: { numberId: string; assignmentId?: string }, e164s: string[]): Promise<void> {
  const rows = JSON.stringify(e164s);
  await witness.rows(
    `insert into number (id, agency_id, e164, country, type, voice, sms, twilio_sid, twilio_account_sid, telco_cost,
      telco_currency, bought_at) select 'num_' || e.value, number.agency_id, e.value, country, number.type, voice, sms,
      'PN' || e.value, twilio_account_sid, telco_cost, telco_currency, bought_at
      from number, json_each(?) e where number.id = ? and number.agency_id = ?`,
    ...[rows, like.numberId, of.id],
  );
  await witness.rows(
    `insert into assignment (id, agency_id, sub_account_id, number_id, user_id, state, mode, telco_cost, telco_currency,
      markup, price, currency, created_at) select 'asg_' || e.value, a.agency_id, sub_account_id, 'num_' || e.value, user_id,
      'active', 'included', telco_cost, telco_currency, markup, 0, currency, created_at
      from assignment a, json_each(?) e where a.id = ?`,
    ...[rows, like.assignmentId ?? ''],
  );
}

describe('many numbers at once, clicked through inside the CRM', () => {
  test('N-5 N-8 numbers are typed with a green check or dropped as CSV, committed once, and each rejected one says why', async () => {
    const a = await stage.agency();
    const held = await stage.active(a);
    const more = Array.from({ length: 3 }, (_, n) => `+1628200000${n}`);
    await plant(a, held, more);
    const { id: unitId } = await a.owner.send('POST', '/units', { name: 'Fundraising' });
    const spring = { name: 'Spring', callPurpose: 'charity', displayName: 'Bayside', startsAt: '2026-01-01' };
    const { id: springId } = await a.owner.send('POST', `/units/${unitId}/programs`, spring);
    const autumn = await a.owner.send('POST', `/units/${unitId}/programs`, { ...spring, name: 'Autumn' });
    const { page, panel, errors } = await browser.open(viewsOf(stage, a).owner, {
      width: 360,
      height: 780,
      theme: 'dark',
    });
    await panel.getByTestId('nav-levels').click();
    await panel.getByTestId(`open-program-${springId}`).click();
    await panel.getByTestId('manage-numbers').click();
    await panel.getByTestId('manage-add').click();
    // Manual is the tab it opens on; national and international, one not whole, one twice.
    const entry = panel.getByTestId('bulk-entry');
    const check = panel.getByTestId('bulk-entry-valid');
    await entry.fill('(628) 200-000');
    expect(await check.isVisible()).toBe(false);
    await entry.fill('(628) 200-0000');
    await check.waitFor();
    await entry.press('Enter');
    await entry.fill('+16282000000');
    await panel.getByTestId('bulk-add').click();
    await panel.getByText('This number is on the list already.').waitFor();
    await entry.fill('+442079460958');
    await check.waitFor();
    await panel.getByTestId('bulk-add').click();
    await fits(panel);
    await accessible(page);
    await panel.getByTestId('bulk-commit').click();
    await panel.getByTestId('bulk-ask').getByRole('button', { name: 'Add 2 numbers' }).click();
    await panel
      .getByTestId('bulk-done')
      .getByText(/200.0000$/)
      .waitFor();
    expect(await panel.locator('[data-reason=unknown]').textContent()).toContain('+44');
    await fits(panel);
    await accessible(page);

    // As Excel saves it: with its mark, semicolons and a header; one formula, one row without sense.
    await panel.getByTestId('bulk-another').click();
    await panel.getByRole('tab', { name: 'CSV' }).click();
    const csv = `\uFEFFNumber;Purpose\r\n="+16282000001";Survey\r\n${more[2]};Prison\r\n${more[2]};\r\n+1628;\r\n${held.e164};Sales\r\n`;
    await dropped(panel, csv);
    await panel.getByTestId('bulk-preview').getByText('spring.csv: 5 rows').waitFor();
    await fits(panel);
    await accessible(page);
    await panel.getByTestId('bulk-commit').click();
    await panel.getByTestId('bulk-ask').getByRole('button', { name: 'Add 5 numbers' }).click();
    await panel.getByTestId('bulk-rejected').waitFor();
    const reasons = await panel
      .locator('[data-reason]')
      .evaluateAll(all => all.map(one => one.getAttribute('data-reason')));
    expect(reasons.sort()).toEqual(['bad_call_purpose', 'duplicate', 'invalid_format', 'invalid_format']);
    const [file] = await Promise.all([page.waitForEvent('download'), panel.getByTestId('bulk-download').click()]);
    expect(await readFile(await file.path(), 'utf8')).toContain('duplicate');
    await panel.getByTestId('bulk-close').click();
    expect((await a.owner.get(`/programs/${springId}`)).counts.numbers).toBe(2);

    // A number of another program comes over only when that is confirmed.
    await panel.getByTestId('level-up-unit').click();
    await panel.getByTestId(`open-program-${autumn.id}`).click();
    await panel.getByTestId('manage-numbers').click();
    await panel.getByTestId('manage-add').click();
    await entry.fill(more[0] ?? '');
    await panel.getByTestId('bulk-add').click();
    await panel.getByTestId('bulk-commit').click();
    await panel.getByTestId('bulk-ask').getByRole('button', { name: 'Add 1 number' }).click();
    expect(await panel.locator('[data-reason=elsewhere]').textContent()).toContain('“Spring”');
    await panel.getByTestId('bulk-reassign').click();
    await panel.getByTestId('reassign-ask').getByRole('button', { name: 'Reassign 1 number' }).click();
    await panel.getByTestId('bulk-done').getByText('now at “Autumn”').waitFor();
    await panel.getByTestId('bulk-close').click();
    expect((await a.owner.get(`/programs/${autumn.id}`)).counts.numbers).toBe(1);
    expect(errors).toEqual([]);
  });

  test('N-4 N-7 P-1 rows are chosen by keyboard and across pages; what a dropped connection cut off goes on and repeats nothing', async () => {
    const a = await stage.agency();
    const bought = await stage.buy(a);
    await plant(
      a,
      bought,
      Array.from({ length: 69 }, (_, n) => `+16282001${String(100 + n)}`),
    );
    const { page, panel } = await browser.open(viewsOf(stage, a).agency);
    const rows = panel.locator('[data-testid=numbers] tbody tr');
    await rows.nth(49).waitFor();
    await rows.nth(0).locator('.table-open').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    const said = panel.locator('[role=status]', { hasText: 'selected' });
    await said.filter({ hasText: '3 selected' }).waitFor({ state: 'attached' });
    await rows
      .nth(9)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await said.filter({ hasText: '9 selected' }).waitFor({ state: 'attached' });
    const [file] = await Promise.all([page.waitForEvent('download'), panel.getByTestId('chosen-export').click()]);
    expect((await readFile(await file.path(), 'utf8')).trim().split('\n')).toHaveLength(10);

    await panel.locator('thead').getByRole('checkbox').check();
    await panel.getByTestId('choose-all').click();
    await panel.getByTestId('selection').getByText('All 70 selected').waitFor();
    await panel.getByTestId('chosen-purpose').click();
    await panel.getByTestId('purpose-choice').selectOption('survey');
    const isCut = { times: 1 };
    await page.route(
      '**/api/numbers/purposes',
      async route => {
        await route.fetch();
        await route.abort();
      },
      isCut,
    );
    await panel.getByTestId('purpose-verb').click();
    await panel.getByText('You can save again').waitFor();
    await panel.getByTestId('purpose-verb').click();
    const result = panel.getByTestId('purpose-result');
    await result.waitFor();
    expect(await result.textContent()).toContain('Changed70');
    const acts = "select count(*) as n from audit where agency_id = ? and act = 'purpose_set'";
    expect(await witness.rows(acts, a.id)).toMatchObject([{ n: 70 }]);
    await panel.getByTestId('purpose-close').click();

    // The choice of columns outlives a reload of the frame, which keeps nothing.
    await panel.getByTestId('choose-columns').click();
    await panel.getByTestId('column-type').check();
    await panel.getByTestId('column-wiredTo').uncheck();
    await panel.getByTestId('columns-verb').click();
    await panel.getByTestId('columns-dialog').waitFor({ state: 'detached' });
    const again = await browser.open(viewsOf(stage, a).agency, { width: 360, height: 780, theme: 'dark' });
    await again.panel.locator('td[data-column=type]').first().waitFor();
    expect(await again.panel.locator('td[data-column=wiredTo]').count()).toBe(0);
    await again.panel.getByTestId('folded-sort').selectOption('number');
    await again.panel.getByTestId('folded-sort-way').click();
    await again.panel.getByText('Sorted by Number, high end first').waitFor({ state: 'attached' });
    await again.panel.locator('tbody tr').first().locator('[data-e164$="1168"]').waitFor();
    await again.panel.getByTestId('folded-select-all').check();
    await fits(again.panel);
    await accessible(again.page);
    expect(again.errors).toEqual([]);
  });
});
