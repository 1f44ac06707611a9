import './failures.css';
import { useState } from 'preact/hooks';
import { Button, Empty, SkeletonPage } from '../../kit/index.ts';
import { usePages } from '../../query.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Failure, readFailures } from './calls.ts';
import { FailureRow } from './FailureRow.tsx';
import { Tried } from './Tried.tsx';

/** What failed for good, kept until an admin has it tried again. */
export default function Failures() {
  const list = usePages<Failure>('failures', readFailures);
  const [tried, setTried] = useState<readonly Failure[]>([]);
  const words = t.failures;
  const items = list.data ?? [];
  const parked = new Set(items.map(item => item.id));
  const under = tried.filter(one => !parked.has(one.id));
  return (
    <>
      <PageHead title={words.title}>{words.about}</PageHead>
      <Refusal problem={list.problem} onAgain={list.again} />
      {list.loading && <SkeletonPage />}
      {under.map(one => (
        <Tried key={one.id} failure={one} />
      ))}
      {list.data && items.length === 0 && under.length === 0 && (
        <Empty icon="check" title={words.empty.title}>
          {words.empty.why}
        </Empty>
      )}
      {items.length > 0 && (
        <ul class="failures" aria-label={words.table} data-testid="failures">
          {items.map(item => (
            <FailureRow
              key={item.id}
              failure={item}
              wasTried={tried.find(one => one.id === item.id)}
              onTried={() => setTried([...tried.filter(one => one.id !== item.id), item])}
            />
          ))}
        </ul>
      )}
      {list.onMore && (
        <div class="failures-more">
          <Button small busy={list.loadingMore} onClick={list.onMore} testid="load-more">
            {t.kit.loadMore}
          </Button>
          <span class="secondary">{t.kit.shown(items.length)}</span>
        </div>
      )}
    </>
  );
}
