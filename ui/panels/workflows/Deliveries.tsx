import { useState } from 'preact/hooks';
import { Button, type Column, Empty, Pill, Select, Table, Time } from '../../kit/index.ts';
import { usePages } from '../../query.ts';
import { go } from '../../route.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Catalogue, type Delivery, type DeliveryState, readDeliveries } from './calls.ts';
import { DeliveryDrawer } from './DeliveryDrawer.tsx';
import type { View } from './Runs.tsx';
import { useTicking } from './useTicking.ts';
import { Why } from './Why.tsx';
import { DELIVERY_TONE, deliveryTrouble, named, receiver } from './words.ts';

const STATES: readonly DeliveryState[] = ['failed', 'waiting', 'delivered'];

/** What hooks were sent, newest first, narrowed to a state. */
export function Deliveries({ catalogue, open }: View) {
  const [state, setState] = useState<DeliveryState | ''>('');
  const list = usePages<Delivery>(`workflow-deliveries ${state}`, cursor => readDeliveries(state, cursor));
  useTicking(list.again);
  const { delivery: words, empty } = t.workflows;
  const rows = list.data ?? [];
  return (
    <>
      {(state !== '' || rows.length > 0) && (
        <div class="workflows-filter">
          <Select<DeliveryState | ''>
            label={words.filter}
            quietLabel
            value={state}
            options={[{ value: '', label: words.all }, ...STATES.map(value => ({ value, label: words.state[value] }))]}
            onChange={setState}
            testid="delivery-state"
          />
        </div>
      )}
      <Refusal problem={list.problem} onAgain={list.again} />
      {!(list.problem && !list.data) && (
        <Table
          caption={words.table}
          columns={columns(catalogue)}
          rows={rows}
          rowId={delivery => delivery.id}
          rowName={delivery => named(catalogue, delivery.event.trigger)}
          onOpen={delivery => go('workflows', 'deliveries', delivery.id)}
          loading={list.loading}
          onMore={list.onMore}
          loadingMore={list.loadingMore}
          empty={
            state === '' ? (
              <Empty icon="flow" title={empty.deliveries}>
                {empty.deliveriesWhy}
              </Empty>
            ) : (
              <Empty
                icon="search"
                title={empty.noMatch}
                act={<Button onClick={() => setState('')}>{words.all}</Button>}
              >
                {empty.noMatchWhy}
              </Empty>
            )
          }
          testid="workflow-deliveries"
        />
      )}
      {open && (
        <DeliveryDrawer key={open} id={open} catalogue={catalogue} onClose={() => go('workflows', 'deliveries')} />
      )}
    </>
  );
}

function columns(catalogue: Catalogue | undefined): Column<Delivery>[] {
  const { delivery: words, hook, ...all } = t.workflows;
  return [
    {
      id: 'what',
      title: all.what,
      cell: one => (
        <span class="workflows-what">
          <span>{named(catalogue, one.event.trigger)}</span>
          <Why text={deliveryTrouble(one)} />
        </span>
      ),
    },
    {
      id: 'to',
      title: words.to,
      cell: one => (
        <span class="workflows-cut" title={one.hook.targetUrl}>
          {one.hook.kind === 'highlevel' ? hook.byCrm : receiver(one.hook.targetUrl)}
        </span>
      ),
    },
    {
      id: 'state',
      title: all.state,
      cell: one => <Pill tone={DELIVERY_TONE[one.state]}>{words.state[one.state]}</Pill>,
      fold: 'first-end',
    },
    { id: 'tries', title: words.tries, cell: one => <span class="secondary">{words.countTries(one.attempts)}</span> },
    { id: 'when', title: all.when, cell: one => <Time at={one.createdAt} />, align: 'end' },
  ];
}
