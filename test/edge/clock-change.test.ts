import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Store } from '../sandbox/store.ts';
import type { Body } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = new Date().getUTCFullYear() + 1;

/** Epoch ms of 00:00 UTC on that year's nth Sunday of a month, or its last. */
function sunday(month: number, nth: 1 | 2 | 'last'): number {
  const first = Date.UTC(YEAR, month - 1, 1);
  const start = first + ((7 - new Date(first).getUTCDay()) % 7) * DAY;
  if (nth !== 'last') return start + (nth - 1) * 7 * DAY;
  const fifth = start + 28 * DAY;
  return new Date(fifth).getUTCMonth() === month - 1 ? fifth : fifth - 7 * DAY;
}

const NEW_YORK = sunday(3, 2);
const dataDir = mkdtempSync(join(tmpdir(), 'trunkline-night-'));
/** The sandbox wakes up a week before the first of the nights. */
const memory = new Store(join(dataDir, 'sandbox.json'));
memory.collection<number>('clock').set('offset', NEW_YORK - 7 * DAY - Date.now());
memory.flush();
const stage = useStage({ dataDir });
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const [FIRST, SECOND, THIRD] = ['+14155550211', '+14155550212', '+14155550213'];
const ROSA = '+14155550110';
let a: Agency;
let e164: string;
let rules: string;
beforeAll(async () => {
  a = await stage.agency();
  const made = await stage.active(a);
  e164 = made.e164;
  rules = `/company-numbers/${made.numberId}/rules`;
  await a.owner.send('POST', '/company-numbers', { numberId: made.numberId });
  for (const phone of [FIRST, SECOND, THIRD, ROSA]) stage.instance.twilio.phone(phone).script = 'answer';
}, 60_000);

/** Minutes since midnight. */
const at = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

test.each<[string, string, [from: string, to: string, phone: string][], [hour: number, rung: string][]]>([
  [
    '02:00 becomes 03:00: the rule in between does not exist that night',
    'America/New_York',
    [
      ['01:30', '02:00', FIRST],
      ['02:00', '03:00', SECOND],
      ['03:00', '03:30', THIRD],
    ],
    [
      [NEW_YORK / HOUR + 6.25, ROSA],
      [NEW_YORK / HOUR + 6.75, FIRST],
      [NEW_YORK / HOUR + 7, THIRD],
      [NEW_YORK / HOUR + 7.5, ROSA],
    ],
  ],
  [
    '01:00 becomes 02:00',
    'Europe/London',
    [
      ['00:30', '01:00', FIRST],
      ['01:00', '02:00', SECOND],
      ['02:00', '02:30', THIRD],
    ],
    [
      [sunday(3, 'last') / HOUR + 0.75, FIRST],
      [sunday(3, 'last') / HOUR + 1, THIRD],
      [sunday(3, 'last') / HOUR + 1.5, ROSA],
    ],
  ],
  [
    '02:00 becomes 01:30, half an hour: the rule holds both times',
    'Australia/Lord_Howe',
    [['01:30', '02:00', FIRST]],
    [
      [sunday(4, 1) / HOUR - 9.75, ROSA],
      [sunday(4, 1) / HOUR - 9.25, FIRST],
      [sunday(4, 1) / HOUR - 8.75, FIRST],
      [sunday(4, 1) / HOUR - 8.5, ROSA],
    ],
  ],
])('U-5 the clock changes, %s (%s)', async (_what, zone, wanted, calls) => {
  const { host, settle } = stage.instance;
  const place = host.records.locations.get(a.locationId);
  if (place) host.edits.saveLocation({ ...place, timezone: zone });
  await settle();
  for (const { id, isDefault } of (await a.owner.get(rules)).items as Body[]) {
    if (!isDefault) await a.owner.send('DELETE', `${rules}/${id}`);
  }
  for (const [from, to, phone] of wanted) {
    const hours = [{ days: [0], start: at(from), end: at(to) }];
    await a.owner.send('POST', rules, { name: `${from} to ${to}`, hours, action: { kind: 'number', e164: phone } });
  }
  const rung: string[][] = [];
  for (const [hour] of calls) {
    await stage.instance.clock.advanceTo(hour * HOUR);
    rung.push((await stage.call('+12065550177', e164)).legs.map(leg => leg.to));
  }
  expect(rung).toEqual(calls.map(([, phone]) => [phone]));
});
