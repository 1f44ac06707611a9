import { useState } from 'preact/hooks';
import { type Column, Empty, Pill, Select, Table, Time, type Tone } from '../../kit/index.ts';
import type { Query } from '../../query.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import type { Finding, Findings as Found } from './calls.ts';
import { type FindingState, stateOf } from './finding-state.ts';
import { Reconcile } from './Reconcile.tsx';
import { prose } from './words.ts';

const TONES: Record<FindingState, Tone> = { open: 'wait', repaired: 'good', resolved: 'free', notImported: 'info' };
const ORDER: readonly FindingState[] = ['open', 'repaired', 'resolved', 'notImported'];

/** What did not agree with Stripe and Twilio: open first, then what was mended or settled itself. */
export function Findings({ findings }: { findings: Query<Found> }) {
  const words = t.activity.reconcile;
  const [state, setState] = useState<FindingState | ''>('');
  const all = findings.data?.items ?? [];
  const rows = all
    .filter(one => !state || stateOf(one) === state)
    .toSorted((a, b) => ORDER.indexOf(stateOf(a)) - ORDER.indexOf(stateOf(b)) || b.foundAt - a.foundAt);
  return (
    <div class="stack">
      <Reconcile findings={findings.data} />
      <Refusal problem={findings.problem} onAgain={findings.again} />
      {all.length > 0 && (
        <div class="trail-state">
          <Select<FindingState | ''>
            label={words.show}
            quietLabel
            value={state}
            options={[{ value: '', label: words.all }, ...ORDER.map(value => ({ value, label: words[value] }))]}
            onChange={setState}
            testid="findings-state"
          />
        </div>
      )}
      {(findings.data || findings.loading) && (
        <Table
          caption={words.table}
          columns={columns()}
          rows={rows}
          rowId={one => one.id}
          rowName={one => one.sentence}
          loading={findings.loading}
          empty={
            all.length ? <p class="secondary">{words.noneOf}</p> : findings.data?.reconciledAt != null && <Agrees />
          }
          testid="findings"
        />
      )}
    </div>
  );
}

function columns(): Column<Finding>[] {
  const words = t.activity.reconcile;
  return [
    { id: 'finding', title: words.finding, cell: one => <bdi class="trail-sentence">{prose(one.sentence)}</bdi> },
    {
      id: 'state',
      title: words.state,
      cell: one => {
        const state = stateOf(one);
        return (
          <Pill tone={TONES[state]} testid={`finding-${state}`}>
            {words[state]}
          </Pill>
        );
      },
    },
    { id: 'found', title: words.found, cell: one => <Time at={one.foundAt} />, align: 'end', foldLabel: words.found },
  ];
}

function Agrees() {
  const { agrees } = t.activity.reconcile;
  return (
    <Empty icon="check" title={agrees.title}>
      {agrees.why}
    </Empty>
  );
}
