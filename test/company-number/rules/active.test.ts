import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activeRule, holds } from '../../../worker/company-number/rules/active.ts';
import { gapsOf } from '../../../worker/company-number/rules/gaps.ts';
import { overlapsOf } from '../../../worker/company-number/rules/overlap.ts';
import { type ActiveHours, DAY, weekOf } from '../../../worker/company-number/rules/week.ts';
import { wallTime } from '../../../worker/routing/rules/schedule.ts';

const at = (iso: string) => Date.parse(iso);
const NEW_YORK = 'America/New_York';
const LONDON = 'Europe/London';
const LORD_HOWE = 'Australia/Lord_Howe';
const SUN = 0;

const custom = (id: string, hours: ActiveHours[], enabled = true) => ({ id, isDefault: false, enabled, hours });
const byDefault = { id: 'default', isDefault: true, enabled: true, hours: [] };
const sunday = (start: number, end: number) => custom('sunday', [{ days: [SUN], start, end }]);
const deciding = (rules: Parameters<typeof activeRule>[0], iso: string, zone: string) =>
  (activeRule(rules, at(iso), zone) as { id?: string } | undefined)?.id;

test('U-3 custom rules go before the default; one that is off or out of hours does not decide', () => {
  const monday = [{ days: [1], start: 540, end: 1020 }];
  const noon = '2026-03-02T17:00:00Z';
  expect(deciding([byDefault, custom('day', monday)], noon, NEW_YORK)).toBe('day');
  expect(deciding([custom('day', monday, false), byDefault], noon, NEW_YORK)).toBe('default');
  expect(deciding([custom('day', monday), byDefault], '2026-03-02T22:00:00Z', NEW_YORK)).toBe('default');
  expect(deciding([custom('never', []), byDefault], noon, NEW_YORK)).toBe('default');
});

test('U-3 the default decides in a zone that does not exist', () => {
  expect(deciding([sunday(0, 1440), byDefault], '2026-03-01T12:00:00Z', 'Nowhere/Land')).toBe('default');
});

test.each([
  ['New York skips 02:00–03:00', NEW_YORK, 120, 180, '2026-03-08T06:00:00Z', 180],
  ['London skips 01:00–02:00', LONDON, 60, 120, '2026-03-29T00:00:00Z', 180],
  ['Lord Howe skips 02:00–02:30', LORD_HOWE, 120, 150, '2026-10-03T14:30:00Z', 180],
])('U-5 a window in the skipped time does not exist that day: %s', (_, zone, start, end, from, minutes) => {
  const rules = [sunday(start, end), byDefault];
  for (let minute = 0; minute < minutes; minute += 1) {
    expect(deciding(rules, new Date(at(from) + minute * 60_000).toISOString(), zone)).toBe('default');
  }
  // A week later it is there again.
  const weekLater = at(from) + 7 * DAY * 60_000;
  const held = Array.from({ length: minutes }, (_, minute) => weekLater + minute * 60_000);
  expect(held.filter(instant => activeRule(rules, instant, zone) !== byDefault)).toHaveLength(end - start);
});

test.each([
  ['New York repeats 01:00–02:00', NEW_YORK, 60, 120, '2026-11-01T04:30:00Z', 120],
  ['London repeats 01:00–02:00', LONDON, 60, 120, '2026-10-24T23:30:00Z', 120],
  ['Lord Howe repeats 01:30–02:00', LORD_HOWE, 90, 120, '2026-04-04T14:00:00Z', 60],
])('U-5 in the repeated time a window holds both times: %s', (_, zone, start, end, from, minutes) => {
  const rule = sunday(start, end);
  const instants = Array.from({ length: 240 }, (_, minute) => at(from) + minute * 60_000);
  expect(instants.filter(instant => holds(rule, instant, zone))).toHaveLength(minutes);
});

test('U-5 a window that runs over the skipped half hour of Lord Howe is shorter by it', () => {
  const rule = sunday(60, 240);
  const instants = Array.from({ length: 600 }, (_, minute) => at('2026-10-03T13:00:00Z') + minute * 60_000);
  expect(instants.filter(instant => holds(rule, instant, LORD_HOWE))).toHaveLength(150);
});

const zones = fc.constantFrom(NEW_YORK, LONDON, LORD_HOWE, 'Asia/Kolkata', 'America/Sao_Paulo', 'Pacific/Apia');
const instants = fc.oneof(
  fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') }),
  // The nights the clocks change, to the second.
  fc
    .tuple(
      fc.constantFrom('2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z', '2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'),
      fc.integer({ min: -7200, max: 7200 }),
    )
    .map(([iso, seconds]) => at(iso) + seconds * 1000),
  fc
    .tuple(fc.constantFrom('2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'), fc.integer({ min: -7200, max: 7200 }))
    .map(([iso, seconds]) => at(iso) + seconds * 1000),
);
const hours = fc.array(
  fc
    .record({
      days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
      start: fc.integer({ min: 0, max: 1439 }),
      end: fc.integer({ min: 0, max: 1440 }),
    })
    .filter(window => window.start !== window.end),
  { minLength: 1, maxLength: 3 },
);

/** Rules as they can be stored: each one was refused if it shared minutes with those before it. */
const stored = fc.array(fc.record({ hours, enabled: fc.boolean() }), { maxLength: 8 }).map(wanted => {
  const rules: (ReturnType<typeof custom> & { name: string })[] = [];
  for (const [at, { hours, enabled }] of wanted.entries()) {
    const on = enabled && overlapsOf(hours, rules, null).length === 0;
    rules.push({ ...custom(`rule_${at}`, hours, on), name: `rule ${at}` });
  }
  return [...rules, { ...byDefault, name: 'Default' }];
});

test('U-4 two enabled custom rules never both hold, and exactly one rule decides at any instant', () => {
  fc.assert(
    fc.property(stored, instants, zones, (rules, now, zone) => {
      const holding = rules.filter(rule => holds(rule, now, zone));
      expect(holding.length).toBeLessThanOrEqual(1);
      expect(activeRule(rules, now, zone)).toBe(holding[0] ?? rules.at(-1));
    }),
    { numRuns: 1000 },
  );
});

test('U-4 the week picture says what the clock decides: windows and gaps share no minute and leave none out', () => {
  fc.assert(
    fc.property(stored, instants, zones, (rules, now, zone) => {
      const wall = wallTime(zone, now);
      const minute = (wall?.day ?? 0) * DAY + (wall?.minute ?? 0);
      const contains = ({ start, end }: { start: number; end: number }) => start <= minute && minute < end;
      const active = activeRule(rules, now, zone);
      for (const rule of rules.filter(one => !one.isDefault && one.enabled)) {
        expect(weekOf(rule.hours).some(contains)).toBe(active === rule);
      }
      expect(gapsOf(rules).some(contains)).toBe(active?.isDefault);
    }),
    { numRuns: 1000 },
  );
});
