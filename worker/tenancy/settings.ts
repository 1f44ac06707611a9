import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { commitWith } from '../notification/commit.ts';
import { invalid } from '../problem.ts';
import { mirrorsMoved } from '../routing/mirror.ts';
import { countriesFrom } from './rules/settings.ts';
import { settingsChanged, settingsOf } from './settings-store.ts';
import type { SettingsChange } from './shape.ts';

/** What the agency sets for itself and its clients (T-7, A-7, N-10, R-14), and what keeping its numbers costs (N-11). */
export async function readSettings(ctx: Ctx, agencyId: string) {
  const { row, kept } = await settingsOf(ctx, agencyId);
  const { keepingStatus, twilioSid, telephony, ...settings } = row;
  const count = kept.reduce((sum, part) => sum + part.count, 0);
  const [only, ...more] = kept;
  const monthly = only && !more.length ? { amount: only.amount, currency: only.currency } : null;
  return {
    ...settings,
    telephony,
    twilioSid: telephony === 'own' ? twilioSid : null,
    keeping: { status: keepingStatus, count, monthly },
  };
}

/** Changes some of them; a change of countries acts on the next call. */
export async function changeSettings(ctx: Ctx, agencyId: string, change: SettingsChange) {
  const { row } = await settingsOf(ctx, agencyId);
  const set = { ...change, ...(change.allowedCountries && { allowedCountries: checked(change.allowedCountries) }) };
  const names = Object.keys(set) as (keyof SettingsChange)[];
  const moved = names.filter(name => JSON.stringify(set[name]) !== JSON.stringify(row[name]));
  if (moved.length) {
    const pick = (of: SettingsChange | typeof row) => Object.fromEntries(moved.map(name => [name, of[name]]));
    const line = { agencyId, entity: 'agency', entityId: agencyId, act: 'agency.settings_changed' };
    const changes = [
      settingsChanged(ctx, agencyId, pick(set)),
      auditLine(ctx, { ...line, before: pick(row), after: pick(set) }),
    ];
    const { allowedCountries } = set;
    const mirrors = allowedCountries ? await mirrorsMoved(ctx, agencyId, row.allowedCountries, allowedCountries) : [];
    await commitWith(ctx, agencyId, changes, mirrors);
  }
  return readSettings(ctx, agencyId);
}

function checked(typed: readonly string[]): string[] {
  const read = countriesFrom(typed);
  if (read.ok) return read.countries;
  throw invalid([
    { field: `allowedCountries.${read.at}`, message: 'There is no such country. Use codes such as US or CA.' },
  ]);
}
