import { useState } from 'preact/hooks';
import { type Acts, Button, type Column, Empty, Pill, Table, Time } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Catalogue, type Hook, readHooks } from './calls.ts';
import { HookDialog } from './HookDialog.tsx';
import { RemoveDialog, RenewDialog } from './HookQuestions.tsx';
import type { View } from './Runs.tsx';
import { SecretDialog } from './SecretDialog.tsx';
import { hookState, named, placeName, receiver } from './words.ts';

type Asked = { kind: 'add' } | { kind: 'remove' | 'renew'; hook: Hook } | { kind: 'secret'; secret: string } | null;

/** Who is told of what: added by tools with an API key, by workflows of the CRM, or here by hand (W-3). */
export function Hooks({ catalogue, isAgency }: View) {
  const list = useQuery('workflow-hooks', readHooks);
  const [asked, setAsked] = useState<Asked>(null);
  const words = t.workflows;
  const rows = list.data?.items ?? [];
  const close = () => setAsked(null);
  const show = (secret: string) => setAsked({ kind: 'secret', secret });
  const add = (
    <Button kind="primary" icon="plus" onClick={() => setAsked({ kind: 'add' })} testid="add-hook">
      {words.hook.add}
    </Button>
  );
  return (
    <>
      {rows.length > 0 && <div class="workflows-acts">{add}</div>}
      <Refusal problem={list.problem} onAgain={list.again} />
      {!(list.problem && !list.data) && (
        <Table
          caption={words.hook.table}
          columns={columns(catalogue, isAgency)}
          rows={rows}
          rowId={hook => hook.id}
          rowName={hook => named(catalogue, hook.trigger)}
          rowActs={hook => actsOf(hook, setAsked)}
          loading={list.loading}
          empty={
            <Empty icon="flow" title={words.empty.hooks} act={add}>
              {words.empty.hooksWhy}
            </Empty>
          }
          testid="workflow-hooks"
        />
      )}
      {asked?.kind === 'add' && <HookDialog catalogue={catalogue} onDone={show} onClose={close} />}
      {asked?.kind === 'remove' && <RemoveDialog hook={asked.hook} catalogue={catalogue} onClose={close} />}
      {asked?.kind === 'renew' && <RenewDialog hook={asked.hook} onDone={show} onClose={close} />}
      {asked?.kind === 'secret' && <SecretDialog secret={asked.secret} onClose={close} />}
    </>
  );
}

function actsOf(hook: Hook, ask: (asked: Asked) => void): Acts {
  const words = t.workflows.hook;
  const renew = { label: words.renew, onChoose: () => ask({ kind: 'renew', hook }), testid: 'renew-hook' };
  const remove = {
    ...{ label: words.remove, icon: 'trash' as const, danger: true, testid: 'remove-hook' },
    onChoose: () => ask({ kind: 'remove', hook }),
  };
  return hook.kind === 'hook' ? [[renew], [remove]] : [[remove]];
}

function columns(catalogue: Catalogue | undefined, isAgency: boolean): Column<Hook>[] {
  const { hook: words, ...all } = t.workflows;
  const place: Column<Hook> = {
    id: 'place',
    title: all.place,
    cell: hook => (
      <span class="workflows-cut">
        <bdi>{placeName(hook.subAccount)}</bdi>
      </span>
    ),
  };
  return [
    {
      id: 'trigger',
      title: words.trigger,
      cell: hook => (
        <span class="workflows-what">
          <span>{named(catalogue, hook.trigger)}</span>
          {hook.filters.length > 0 && <span class="secondary">{words.filters(hook.filters.length)}</span>}
        </span>
      ),
    },
    {
      id: 'address',
      title: words.address,
      cell: hook => (
        <span class="workflows-cut" title={hook.targetUrl}>
          {hook.kind === 'highlevel' ? words.byCrm : receiver(hook.targetUrl)}
        </span>
      ),
    },
    ...(isAgency ? [place] : []),
    {
      id: 'state',
      title: all.state,
      cell: hook => {
        const { tone, text } = hookState(hook);
        return (
          <span class="workflows-what">
            <Pill tone={tone}>{text}</Pill>
            {hook.formerUntil !== null && (
              <span class="secondary">
                {words.bothUntil} <Time at={hook.formerUntil} />
              </span>
            )}
          </span>
        );
      },
      fold: 'first-end',
    },
    { id: 'made', title: words.made, cell: hook => <Time at={hook.createdAt} />, align: 'end', foldLabel: words.made },
  ];
}
