import { useState } from 'preact/hooks';
import { type Acts, Button, type Column, Empty, moneyText, Pill, Table, useNarrowing } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { go } from '../../../route.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { type Plan, readPlans } from '../calls.ts';
import { ArchiveDialog } from './ArchiveDialog.tsx';
import { PlanDrawer } from './PlanDrawer.tsx';

const NEW = 'new';
const edit = (id: string) => go('sub-accounts', 'plans', id);
const closed = () => go('sub-accounts', 'plans');

/** The agency's plans: what clients pay, and what a number adds (T-4). @param open the id of the one being edited, or `new` */
export function Plans({ open }: { open: string | undefined }) {
  const [archiving, setArchiving] = useState<string | null>(null);
  const plans = useQuery('plan-list', readPlans);
  const items = plans.data?.items ?? [];
  const words = t.subAccounts.plans;
  const narrowing = useNarrowing(items, t.subAccounts.search, ({ id, name }) => ({ id, label: name }));
  const leaving = items.find(plan => plan.id === archiving);
  return (
    <div class="stack plans">
      <Refusal problem={plans.problem} onAgain={plans.again} />
      {items.length > 0 && (
        <div class="plans-head">
          <p class="secondary">{words.about}</p>
          <Button kind="primary" icon="plus" onClick={() => edit(NEW)} testid="new-plan">
            {words.add}
          </Button>
        </div>
      )}
      {narrowing.field}
      {(plans.data || plans.loading) && (
        <Table
          caption={words.table}
          columns={columns()}
          rows={narrowing.rows}
          rowId={plan => plan.id}
          rowName={plan => plan.name}
          rowActs={plan => actsFor(plan, () => setArchiving(plan.id))}
          onOpen={plan => edit(plan.id)}
          loading={plans.loading}
          empty={narrowing.empty || <NoneYet />}
          testid="plans"
        />
      )}
      {open && (open === NEW || plans.data) && (
        <PlanDrawer key={open} plan={items.find(plan => plan.id === open)} isNew={open === NEW} onClose={closed} />
      )}
      {leaving && <ArchiveDialog plan={leaving} onClose={() => setArchiving(null)} />}
    </div>
  );
}

function actsFor(plan: Plan, onArchive: () => void): Acts {
  const words = t.subAccounts.plans;
  const reason = plan.archivedAt === null ? undefined : words.archivedAlready;
  return [
    [{ label: words.edit, icon: 'pencil', onChoose: () => edit(plan.id), testid: 'edit-plan' }],
    [{ label: words.archive, icon: 'trash', danger: true, reason, onChoose: onArchive, testid: 'archive-plan' }],
  ];
}

function columns(): Column<Plan>[] {
  const words = t.subAccounts.plans;
  return [
    {
      id: 'name',
      title: words.name,
      cell: plan => (
        <span class="plan-name">
          <bdi>{plan.name}</bdi>
          {plan.archivedAt !== null && <Pill tone="free">{words.isArchived}</Pill>}
        </span>
      ),
    },
    { id: 'base', title: words.base, cell: plan => <Base plan={plan} />, fold: 'first-end' },
    { id: 'number', title: words.number, cell: numberText, foldLabel: words.number },
    { id: 'allows', title: words.allows, cell: allowsText, fold: 'hide' },
    {
      id: 'on',
      title: words.on,
      cell: plan => plan.subAccounts,
      foldLabel: words.on,
      align: 'end',
    },
  ];
}

function Base({ plan }: { plan: Plan }) {
  const words = t.subAccounts.plans;
  return (
    <span class="plan-base">
      <span class="money">{plan.basePrice ? moneyText(plan.basePrice, plan.currency, 'month') : words.free}</span>
      {plan.trialDays > 0 && <span class="secondary">{words.trialDays(plan.trialDays)}</span>}
    </span>
  );
}

function numberText(plan: Plan): string {
  const words = t.subAccounts.plans;
  return plan.mode === 'included'
    ? words.included
    : words.plusCost(moneyText(plan.numberPrice, plan.currency, 'month'));
}

function allowsText({ clientsMayBuy, directNumbers }: Plan): string {
  const words = t.subAccounts.plans;
  return [directNumbers && words.direct, clientsMayBuy && words.buying].filter(Boolean).join(' · ') || '–';
}

function NoneYet() {
  const { empty } = t.subAccounts.plans;
  return (
    <Empty
      icon="card"
      title={empty.title}
      act={
        <Button kind="primary" icon="plus" onClick={() => edit(NEW)} testid="first-plan">
          {empty.act}
        </Button>
      }
    >
      {empty.why}
    </Empty>
  );
}
