import './prices.css';
import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Dialog, Empty, moneyText, Notice, Select, SkeletonPage, Table, toast } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { changePrices, type PriceChange, readPlans, readPriceChanges } from '../calls.ts';
import { numberText } from '../words.ts';
import { columns } from './columns.tsx';

/** The server changes so many at once. */
const MOST = 200;

/** Applies plans' new prices to chosen numbers, from the next cycle of each (A-16). */
export function PriceDialog({ onClose }: { onClose: () => void }) {
  const words = t.prices;
  const query = useQuery('price-changes', readPriceChanges);
  const [planId, setPlanId] = useState('');
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const all = query.data ?? [];
  const rows = all.filter(row => !planId || row.planId === planId);
  const chosen = rows.filter(row => ids.has(row.assignmentId));
  const [unchosen, setUnchosen] = useState(false);
  const changing = useAction(changePrices, ({ changed }) => {
    toast(words.done(changed));
    onClose();
  });
  const tooMany = chosen.length > MOST;
  const submit = () => {
    if (chosen.length === 0) setUnchosen(true);
    else if (!tooMany) void changing.run(chosen.map(row => row.assignmentId));
  };
  return (
    <Dialog
      title={words.title}
      width="740px"
      onClose={onClose}
      onSubmit={submit}
      held={changing.busy}
      testid="price-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={changing.busy}>
            {t.kit.cancel}
          </Button>
          <Button
            type="submit"
            kind="primary"
            busy={changing.busy}
            disabled={tooMany || query.data?.length === 0}
            testid="price-verb"
          >
            {words.verb(chosen.length)}
          </Button>
        </>
      }
    >
      {all.length > 0 && <p>{words.why}</p>}
      <Plans all={all} planId={planId} onChange={setPlanId} />
      {query.loading && <SkeletonPage />}
      <Refusal problem={query.problem} onAgain={query.again} />
      {query.data && (
        <Table
          caption={words.table}
          columns={columns()}
          rows={rows}
          rowId={row => row.assignmentId}
          rowName={row => numberText(row.e164)}
          selection={{ ids: new Set(chosen.map(row => row.assignmentId)), onChange: setIds }}
          empty={<Empty title={words.none.title}>{words.none.why}</Empty>}
          testid="price-changes"
        />
      )}
      <p role="status" class={unchosen && chosen.length === 0 ? 'prices-missing' : 'secondary'} data-testid="price-sum">
        {chosen.length > 0 ? `${sumText(chosen)} ${words.after}` : all.length > 0 && words.choose}
      </p>
      {tooMany && <Notice tone="wait">{words.most(MOST)}</Notice>}
      <Refusal problem={changing.problem} />
    </Dialog>
  );
}

/** Which plan's numbers; asked only where several have some. */
function Plans(props: { all: readonly PriceChange[]; planId: string; onChange: (planId: string) => void }) {
  const words = t.prices;
  const plans = useQuery('plans', readPlans).data ?? [];
  const used = [...new Set(props.all.map(row => row.planId))];
  if (used.length < 2) return null;
  const nameOf = (id: string) => plans.find(plan => plan.id === id)?.name ?? id;
  return (
    <Select
      label={words.plan}
      value={props.planId}
      options={[{ value: '', label: words.allPlans }, ...used.map(id => ({ value: id, label: nameOf(id) }))]}
      onChange={props.onChange}
      testid="price-plan"
    />
  );
}

/** What the chosen ones cost now and then, per currency. */
function sumText(chosen: readonly PriceChange[]): string {
  const by = Map.groupBy(chosen, row => row.currency);
  return [...by]
    .map(([currency, rows]) => {
      const total = (of: (row: PriceChange) => number) => rows.reduce((sum, row) => sum + of(row), 0);
      const before = moneyText(
        total(row => row.price),
        currency,
      );
      return t.prices.sum(
        rows.length,
        before,
        moneyText(
          total(row => row.newPrice),
          currency,
        ),
      );
    })
    .join(' ');
}
