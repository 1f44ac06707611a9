import './api.css';
import { useState } from 'preact/hooks';
import { Button, type Column, Empty, Pill, Table, Time } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Key, readKeys } from './calls.ts';
import { KeyDialog } from './KeyDialog.tsx';
import { KeyShown } from './KeyShown.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import { scopesText } from './scopes.ts';

type Asked = { kind: 'make' } | { kind: 'revoke'; key: Key } | { kind: 'shown'; key: string } | null;

/** The keys of this place: made, shown once, and revoked (W-4). */
export function Keys() {
  const list = useQuery('api-keys', readKeys);
  const [asked, setAsked] = useState<Asked>(null);
  const words = t.api.key;
  const rows = list.data?.items ?? [];
  const close = () => setAsked(null);
  const make = (
    <Button
      kind="primary"
      icon="plus"
      disabled={!list.data}
      onClick={() => setAsked({ kind: 'make' })}
      testid="make-key"
    >
      {words.make}
    </Button>
  );
  return (
    <>
      {rows.length > 0 && <div class="api-acts">{make}</div>}
      <Refusal problem={list.problem} onAgain={list.again} />
      {!(list.problem && !list.data) && (
        <Table
          caption={words.table}
          columns={columns()}
          rows={rows}
          rowId={key => key.id}
          rowName={key => key.name}
          rowActs={key => [
            [
              {
                ...{ label: words.revoke, icon: 'trash', danger: true, testid: 'revoke-key' },
                onChoose: () => setAsked({ kind: 'revoke', key }),
              },
            ],
          ]}
          loading={list.loading}
          empty={
            <Empty icon="key" title={words.empty} act={make}>
              {words.emptyWhy}
            </Empty>
          }
          testid="api-keys"
        />
      )}
      {asked?.kind === 'make' && list.data && (
        <KeyDialog list={list.data} onDone={key => setAsked({ kind: 'shown', key })} onClose={close} />
      )}
      {asked?.kind === 'shown' && <KeyShown apiKey={asked.key} onClose={close} />}
      {asked?.kind === 'revoke' && <RevokeDialog apiKey={asked.key} onClose={close} />}
    </>
  );
}

function columns(): Column<Key>[] {
  const words = t.api.key;
  return [
    {
      id: 'name',
      title: words.name,
      cell: key => (
        <span class="api-what">
          <bdi>{key.name}</bdi>
          <code class="secondary">{key.prefix}…</code>
        </span>
      ),
    },
    {
      id: 'may',
      title: words.may,
      cell: key => (
        <span class="api-what">
          <span>{scopesText(key.scopes)}</span>
          {key.agent && <span class="secondary">{words.ofAgent(key.agent.name)}</span>}
        </span>
      ),
    },
    {
      id: 'used',
      title: words.lastUsed,
      cell: key => (key.lastUsedAt === null ? words.neverUsed : <Time at={key.lastUsedAt} />),
      foldLabel: words.lastUsed,
    },
    {
      id: 'expires',
      title: words.expires,
      cell: key => {
        if (key.isExpired) return <Pill tone="bad">{words.expired}</Pill>;
        return key.expiresAt === null ? words.noEnd : <Time at={key.expiresAt} as="day" />;
      },
      foldLabel: words.expires,
    },
  ];
}
