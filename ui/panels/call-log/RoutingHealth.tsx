import './call-log.css';
import { useId, useState } from 'preact/hooks';
import { Button, Icon, Pill, Skeleton } from '../../kit/index.ts';
import { useMinutely } from '../../minutely.ts';
import { useQuery } from '../../query.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type HealthItem, readHealth } from './calls.ts';
import { prose } from './words.ts';

/** As many as a glance takes in. */
const SHOWN = 3;

/** What would go wrong with a call before it does, each with its mend; one calm line when nothing would. */
export function RoutingHealth() {
  const id = useId();
  const [all, setAll] = useState(false);
  const query = useQuery('routing-health', readHealth);
  useMinutely(query.again);
  const words = t.callLog.health;
  const items = query.data?.items ?? [];
  const rest = items.length - SHOWN;
  return (
    <section class="health" aria-labelledby={id} data-testid="routing-health">
      <h2 id={id} class="sr-only">
        {words.title}
      </h2>
      <Refusal problem={query.problem} onAgain={query.again} />
      {query.loading && <Skeleton width="280px" height="20px" />}
      {query.data && !items.length && (
        <p class="health-fine">
          <Icon name="check" /> {words.fine}
        </p>
      )}
      {items.length > 0 && (
        <div class="card health-card">
          <p class="health-head" aria-hidden="true">
            {words.title} <span class="secondary">{words.found(items.length)}</span>
          </p>
          <ul>
            {items.slice(0, all ? undefined : SHOWN).map(item => (
              <Item key={`${item.code} ${item.subject.id}`} item={item} />
            ))}
          </ul>
          {rest > 0 && (
            <Button kind="quiet" small expanded={all} onClick={() => setAll(!all)} testid="health-more">
              {all ? words.less : words.more(rest)}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Item({ item }: { item: HealthItem }) {
  const { severity, sentence, mend } = item;
  const words = t.callLog.health;
  return (
    <li class="health-item" data-testid={`health-${item.code}`}>
      <Pill tone={severity === 'broken' ? 'bad' : 'wait'}>{words[severity]}</Pill>
      <span class="health-why">{prose(sentence)}</span>
      <GoTo panel={mend.panel} path={mend.id ? [mend.id] : []} testid="health-mend">
        {mend.label}
      </GoTo>
    </li>
  );
}
