import { Button, Empty } from '../../kit/index.ts';
import { t } from '../../text/index.ts';

/** An empty pool, and the way out of it (P-2). */
export function NoneYet({ onBuy }: { onBuy: () => void }) {
  const { empty } = t.numbers;
  return (
    <Empty
      icon="phone"
      title={empty.title}
      act={
        <Button kind="primary" icon="plus" onClick={onBuy} testid="buy-first">
          {empty.act}
        </Button>
      }
    >
      {empty.why}
    </Empty>
  );
}

/** Nothing fits the filters. */
export function NoMatch({ wordsOnly, onClear }: { wordsOnly: boolean; onClear: () => void }) {
  const { filter, noMatch } = t.numbers;
  return (
    <Empty
      icon="search"
      title={noMatch.title}
      act={
        <Button onClick={onClear} testid="no-match-clear">
          {filter.clear}
        </Button>
      }
    >
      {wordsOnly ? filter.onlyDigits : noMatch.why}
    </Empty>
  );
}
