import { numberText } from '../../kit/Number.tsx';
import { GoTo } from '../../shell/GoTo.tsx';
import { t } from '../../text/index.ts';
import type { RingingNow as Ringing } from './calls.ts';
import { namesText } from './words.ts';

/** Who an unknown caller would ring this minute, and who of them not and why (U-10). */
export function RingingNow({ now }: { now: Ringing }) {
  const words = t.companyNumber;
  const rung = now.people.filter(person => person.available).map(person => person.name);
  const answer = now.number ? numberText(now.number) : rung.length ? namesText(rung) : words.now.nobody;
  return (
    <div class="ringing" data-testid="ringing-now" data-nobody={now.number || rung.length ? undefined : ''}>
      <p>
        <strong>{words.now.title}:</strong> <bdi>{answer}</bdi> <span class="secondary">{words.now.by(now.name)}</span>
      </p>
      {now.people
        .filter(person => !person.available)
        .map(person => (
          <p key={person.userId} class="secondary">
            <bdi>{person.name}</bdi> {person.why}{' '}
            <GoTo panel="staff" path={[person.userId]}>
              {words.mend}
            </GoTo>
          </p>
        ))}
    </div>
  );
}
