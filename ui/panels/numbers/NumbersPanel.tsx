import './numbers.css';
import { useState } from 'preact/hooks';
import { type PoolColumn, USUAL_COLUMNS } from '../../../worker/number/rules/columns.ts';
import { Button, Table } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { useQuery } from '../../query.ts';
import { go, route } from '../../route.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Act, Acting, actsFor } from './acts.tsx';
import { BuyDrawer } from './buy/BuyDrawer.tsx';
import { ColumnsDialog } from './ColumnsDialog.tsx';
import {
  NO_FILTER,
  type PoolFilter,
  type PoolSorting,
  readColumns,
  readPriceChanges,
  readSubAccounts,
} from './calls.ts';
import { columns } from './columns.tsx';
import { Export } from './Export.tsx';
import { Filters, isFiltered } from './Filters.tsx';
import { ForChosen } from './ForChosen.tsx';
import { NoMatch, NoneYet } from './Nothing.tsx';
import { NumberDrawer } from './NumberDrawer.tsx';
import { PriceDialog } from './prices/PriceDialog.tsx';
import { OpenPurchases } from './purchases/OpenPurchases.tsx';
import { Requests } from './requests/Requests.tsx';
import { useChosen } from './useChosen.ts';
import { usePool } from './usePool.ts';
import { countText, numberText } from './words.ts';

/** `numbers/prices`: opened on the numbers whose plan asks another price now. */
const PRICES = 'prices';

/** `numbers/of/<id>`: opened for one sub-account's numbers. */
const OF = 'of';

function filterAsked(): PoolFilter {
  const [first, subAccountId] = route.value.path;
  return first === OF && subAccountId ? { ...NO_FILTER, subAccountId } : NO_FILTER;
}

/** The agency's pool: what it holds, who has it, what it costs and brings in (N-4). */
export default function NumbersPanel() {
  const [filter, setFilter] = useState(filterAsked);
  const [act, setAct] = useState<Act | null>(null);
  const [buying, setBuying] = useState(false);
  const [sorting, setSorting] = useState<PoolSorting>();
  const [choosingColumns, setChoosingColumns] = useState(false);
  const pool = usePool(filter, sorting);
  const shownColumns = useQuery('pool-columns', readColumns).data ?? USUAL_COLUMNS;
  const subAccounts = useQuery('sub-accounts', readSubAccounts).data ?? [];
  const prices = useQuery('price-changes', readPriceChanges).data?.length ?? 0;
  const { role } = useMe();
  const { numbers } = t;
  const filtered = isFiltered(filter);
  const rows = pool.data ?? [];
  const chosen = useChosen(rows, pool.asked);
  const all = pool.total && { ...allOf(pool.total), filter: pool.asked, filtered };
  const buy = () => setBuying(true);
  const first = route.value.path[0];
  const open = first === OF || first === PRICES ? undefined : first;

  return (
    <>
      <PageHead
        title={numbers.title}
        acts={
          <>
            {prices > 0 && (
              <Button onClick={() => go('numbers', PRICES)} testid="change-prices">
                {t.prices.open(prices)}
              </Button>
            )}
            <Button kind="primary" icon="plus" onClick={buy} testid="buy-number">
              {numbers.buy}
            </Button>
          </>
        }
      >
        <span role="status">{pool.total !== undefined && totalText(pool.total, filtered)}</span>
      </PageHead>
      <OpenPurchases />
      <Requests onBuy={buy} />
      {(filtered || rows.length > 0 || pool.loading) && (
        <Filters
          filter={filter}
          subAccounts={subAccounts}
          onChange={setFilter}
          act={
            rows.length > 0 && (
              <>
                <Export filter={pool.asked} sorting={sorting} testid="export-numbers" />
                <Button onClick={() => setChoosingColumns(true)} testid="choose-columns">
                  {numbers.columnChoice.open}
                </Button>
              </>
            )
          }
        />
      )}
      <Refusal problem={pool.problem} onAgain={pool.again} />
      {!(pool.problem && rows.length === 0) && (
        <div class="numbers-list" data-usual={isUsual(shownColumns) ? '' : undefined}>
          <Table
            caption={numbers.title}
            columns={columns(shownColumns)}
            rows={rows}
            wide={!isUsual(shownColumns)}
            rowId={row => row.id}
            rowName={row => numberText(row.e164)}
            rowActs={row => actsFor(row, role, setAct)}
            onOpen={row => go('numbers', row.id, row.e164)}
            loading={pool.loading}
            sorting={sorting}
            onSort={next => setSorting(next as PoolSorting)}
            selection={{
              ids: chosen.ids,
              onChange: chosen.choose,
              count: chosen.isAll && all ? numbers.allChosen(all.text) : undefined,
              more: !chosen.isAll && all && chosen.ids.size === rows.length && all.count > rows.length && (
                <Button small onClick={chosen.chooseAll} testid="choose-all">
                  {filtered ? numbers.chooseMatching(all.text) : numbers.chooseAll(all.text)}
                </Button>
              ),
              acts: <ForChosen chosen={chosen} all={all} asked={pool.asked} sorting={sorting} onAct={setAct} />,
            }}
            onMore={pool.wordsOnly ? undefined : pool.onMore}
            loadingMore={pool.loadingMore}
            empty={
              filtered ? (
                <NoMatch wordsOnly={pool.wordsOnly} onClear={() => setFilter(NO_FILTER)} />
              ) : (
                <NoneYet onBuy={buy} />
              )
            }
            testid="numbers"
          />
        </div>
      )}
      {open && (
        <NumberDrawer
          key={open}
          id={open}
          e164={route.value.path[1] ?? ''}
          known={rows.find(row => row.id === open)}
          onAct={setAct}
          onClose={() => go('numbers')}
        />
      )}
      {first === PRICES && <PriceDialog onClose={() => go('numbers')} />}
      {buying && <BuyDrawer subAccounts={subAccounts} onAct={setAct} onClose={() => setBuying(false)} />}
      {choosingColumns && <ColumnsDialog chosen={shownColumns} onClose={() => setChoosingColumns(false)} />}
      {act && (
        <Acting
          act={act}
          onClose={() => {
            if (act.kind === 'purpose') chosen.choose(new Set());
            setAct(null);
          }}
        />
      )}
    </>
  );
}

/** How many match, as a number for progress and in words. */
function allOf({ count, capped }: { count: number; capped: boolean }) {
  const text = countText(count);
  return { count, text: capped ? t.numbers.moreThan(text) : text };
}

const isUsual = (columns: readonly PoolColumn[]) => String(columns) === String(USUAL_COLUMNS);

function totalText({ count, capped }: { count: number; capped: boolean }, filtered: boolean): string {
  const { numbers } = t;
  if (count === 0) return '';
  const text = countText(count);
  if (capped) return filtered ? numbers.matchingOver(text) : numbers.totalOver(text);
  return filtered ? numbers.matching(count, text) : numbers.total(count, text);
}
