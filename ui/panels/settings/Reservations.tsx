import { t } from '../../text/index.ts';
import { SwitchSetting } from '../staff/SwitchSetting.tsx';
import { type Settings, type SettingsChange, saveSettings } from './calls.ts';
import { Section } from './Section.tsx';
import { TextSetting } from './TextSetting.tsx';

/** what it is where nobody has decided. */
const USUAL_DAYS = 14;
const MOST_DAYS = 365;

/** How long an unpaid number stays reserved, and a given-up one rests (A-7, N-10). */
export function Reservations({ settings }: { settings: Settings }) {
  const words = t.settings.reservations;
  const { pendingExpiryDays, cooldownDays } = settings;
  return (
    <Section title={words.title} about={words.about} testid="reservations">
      {pendingExpiryDays !== null && (
        <TextSetting
          field="pendingExpiryDays"
          label={words.expiry}
          hint={words.expiryHint}
          type="number"
          min={1}
          max={MOST_DAYS}
          value={String(pendingExpiryDays)}
          read={typed => daysFrom(typed, 1, days => ({ pendingExpiryDays: days }))}
          testid="expiry-days"
        />
      )}
      <SwitchSetting
        label={words.never}
        hint={words.neverHint}
        on={pendingExpiryDays === null}
        field="pendingExpiryDays"
        save={never => saveSettings({ pendingExpiryDays: never ? null : USUAL_DAYS })}
        testid="expiry-never"
      />
      <TextSetting
        field="cooldownDays"
        label={words.cooldown}
        hint={words.cooldownHint(cooldownDays)}
        type="number"
        min={0}
        max={MOST_DAYS}
        value={String(cooldownDays)}
        read={typed => daysFrom(typed, 0, days => ({ cooldownDays: days }))}
        testid="cooldown-days"
      />
    </Section>
  );
}

function daysFrom(typed: string, least: number, change: (days: number) => SettingsChange) {
  const days = Number(typed);
  const fits = typed !== '' && Number.isInteger(days) && days >= least && days <= MOST_DAYS;
  return fits ? { change: change(days) } : { error: t.settings.reservations.badDays(least) };
}
