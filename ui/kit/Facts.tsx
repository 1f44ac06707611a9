import './facts.css';
import { type ComponentChildren, Fragment } from 'preact';
import { minute, now } from '../clock.ts';
import { money } from '../format/money.ts';
import { day, exact, relative } from '../format/time.ts';
import { t } from '../text/index.ts';
import { viewer } from '../viewer.ts';

/** "3 min ago" or "3 Mar"; exact on hover and for screen readers, in the sub-account's zone. `at` is epoch ms. */
export function Time({ at, as = 'relative' }: { at: number; as?: 'relative' | 'day' | 'exact' }) {
  const { locale, zone, tz } = viewer.value;
  minute.value;
  const full = exact(at, locale, zone, tz);
  const shown = as === 'exact' ? full : as === 'day' ? day(at, now(), locale, zone) : relative(at, now(), locale, zone);
  return (
    <time class="time" dateTime={new Date(at).toISOString()} title={full}>
      {shown}
      {shown !== full && <span class="sr-only">, {full}</span>}
    </time>
  );
}

/** "$4.50" or "$4.50 a month" from integer minor units. */
export function Money(props: { minor: number; currency: string; per?: 'month' | 'year' | undefined }) {
  return <span class="money">{moneyText(props.minor, props.currency, props.per)}</span>;
}

/** The same inside a sentence. */
export function moneyText(minor: number, currency: string, per?: 'month' | 'year'): string {
  const amount = money(minor, currency, viewer.value.locale);
  return per === 'month' ? t.kit.aMonth(amount) : per === 'year' ? t.kit.aYear(amount) : amount;
}

/** "3 Mar" inside a sentence, in the sub-account's zone. */
export function dayText(at: number): string {
  return day(at, now(), viewer.value.locale, viewer.value.zone);
}

/** Names and values of one thing, in a drawer. Entries without a value are left out. */
export function Facts({ entries }: { entries: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {entries
        .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
