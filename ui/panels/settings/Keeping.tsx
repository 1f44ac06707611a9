import { moneyText, Notice, Pill, type Tone } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Settings } from './calls.ts';
import { Section } from './Section.tsx';

const BROKEN: readonly string[] = ['past_due', 'unpaid', 'incomplete'];

/** What holding its numbers costs the agency a month (N-11). */
export function Keeping({ settings }: { settings: Settings }) {
  const words = t.settings.keeping;
  const { count, monthly, status } = settings.keeping;
  const isOwn = settings.telephony === 'own';
  if (isOwn && count === 0) {
    return (
      <Section title={words.title}>
        <p>{words.own}</p>
      </Section>
    );
  }
  return (
    <Section title={words.title} about={words.about} testid="keeping">
      {count === 0 ? (
        <p>{words.none}</p>
      ) : (
        <div class="keeping">
          <strong class="tabular">
            {monthly ? words.sum(moneyText(monthly.amount, monthly.currency, 'month'), count) : words.mixed(count)}
          </strong>
          <Pill tone={toneOf(status)} testid="keeping-status">
            {(status && words.status[status]) ?? words.notYet}
          </Pill>
        </div>
      )}
      {status && BROKEN.includes(status) && <Notice tone="bad">{words.mend}</Notice>}
    </Section>
  );
}

function toneOf(status: string | null): Tone {
  if (!status || status === 'trialing') return 'info';
  return BROKEN.includes(status) ? 'bad' : status === 'active' ? 'good' : 'free';
}
