import './phone-numbers.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { type Acts, Button, Empty, numberText, Table, toast, useNarrowing } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { useQuery } from '../../query.ts';
import { go } from '../../route.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { Refusal, Support } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { LinkDialog } from '../agents/LinkDialog.tsx';
import { ClientBuyDrawer } from './buy/ClientBuyDrawer.tsx';
import { type Held, keep, readHeld } from './calls.ts';
import { columns } from './columns.tsx';
import { Notices } from './Notices.tsx';
import { usePayment } from './payment.ts';
import { readPlan } from './plan/calls.ts';
import { PlanBlock } from './plan/PlanBlock.tsx';
import { ReleaseDialog } from './ReleaseDialog.tsx';
import { OwnRequests } from './request/OwnRequests.tsx';
import { RequestDialog } from './request/RequestDialog.tsx';

/** The sub-account's numbers: pay, release, keep, and who each one rings (A-5, A-8, L-1). */
export default function PhoneNumbers() {
  const { agency, subAccount } = useMe();
  const list = useQuery('phone-numbers', readHeld);
  const payment = usePayment(list.data?.items);
  const [releasing, setReleasing] = useState<string | null>(null);
  const [attaching, setAttaching] = useState<Held | null>(null);
  const [getting, setGetting] = useState<'buy' | 'request' | null>(null);
  const [kept, setKept] = useState<string | null>(null);
  const keeping = useAction(keep);
  const items = list.data?.items ?? [];
  const words = t.phoneNumbers;
  const narrowing = useNarrowing(items, words.search, held => ({
    id: held.numberId,
    label: numberText(held.e164),
    detail: [held.e164, held.wiredUser?.name, held.wiredAgent?.name].filter(Boolean).join(' '),
  }));

  const onKeep = async (held: Held) => {
    payment.clear();
    setKept(held.assignmentId);
    if (await keeping.run(held.assignmentId)) toast(words.kept(numberText(held.e164)));
  };
  const onPay = (held: Held) => {
    keeping.clear();
    void payment.pay(held);
  };
  const chosen = items.find(held => held.assignmentId === releasing);
  const busyId = payment.busyId ?? (keeping.busy ? kept : null);

  const getOne = <GetOne onBuy={() => setGetting('buy')} onRequest={() => setGetting('request')} />;

  return (
    <>
      <PageHead title={words.title} acts={items.length > 0 && getOne}>
        {words.about(agency.name, subAccount?.name ?? '')}
      </PageHead>
      <PlanBlock />
      <Notices
        page={payment.page}
        items={items}
        problem={payment.problem ?? keeping.problem}
        busyId={busyId}
        onPay={onPay}
        onLeave={payment.leave}
      />
      <Refusal problem={list.problem} onAgain={list.again} />
      {narrowing.field}
      {(list.data || list.loading) && (
        <div class="held-list">
          <Table
            caption={words.table}
            columns={columns({ onPay, onKeep: held => void onKeep(held), busyId })}
            rows={narrowing.rows}
            rowId={held => held.numberId}
            rowName={held => numberText(held.e164)}
            rowActs={held =>
              rowActs(
                held,
                () => setReleasing(held.assignmentId),
                () => setAttaching(held),
              )
            }
            loading={list.loading}
            empty={narrowing.empty || <NothingYet act={getOne} />}
            testid="phone-numbers"
          />
        </div>
      )}
      <OwnRequests />
      {getting === 'buy' && <ClientBuyDrawer items={items} onPay={onPay} onClose={() => setGetting(null)} />}
      {getting === 'request' && <RequestDialog onClose={() => setGetting(null)} />}
      {attaching && <LinkDialog number={{ ...attaching, id: attaching.numberId }} onClose={() => setAttaching(null)} />}
      {chosen && <ReleaseDialog held={chosen} onClose={() => setReleasing(null)} />}
    </>
  );
}

/** Its owner buys where the plan lets it; else a number is asked for (N-12). */
function GetOne({ onBuy, onRequest }: { onBuy: () => void; onRequest: () => void }) {
  const { role } = useMe();
  const plan = useQuery('own-plan', readPlan).data?.plan;
  const mayBuy = role === 'owner' && plan?.clientsMayBuy === true && plan.mode === 'paid';
  return mayBuy ? (
    <Button icon="plus" onClick={onBuy} testid="client-buy">
      {t.clientBuying.buy}
    </Button>
  ) : (
    <Button icon="plus" onClick={onRequest} testid="request-number">
      {t.requests.request}
    </Button>
  );
}

const RELEASE_REASON: Partial<Record<Held['state'], () => string>> = {
  pending: () => t.phoneNumbers.releaseUnpaid,
  ending: () => t.phoneNumbers.releaseScheduled,
};

/** What else can be done with a number; what cannot stays readable with its reason (P-2). */
function rowActs(held: Held, onRelease: () => void, onAttach: () => void): Acts {
  const words = t.phoneNumbers;
  const { state } = held;
  const works = state === 'active' || state === 'ending' || state === 'past_due';
  const reason = held.mode === 'included' ? words.releaseIncluded : RELEASE_REASON[state]?.();
  const uses = [
    {
      label: held.wiredUser ? words.change : words.giveTo,
      icon: 'person',
      onChoose: () => go('staff', 'give', held.numberId),
      testid: 'give',
    },
    {
      label: held.wiredAgent ? t.agents.pool.relink : t.agents.pool.link,
      icon: 'wave',
      onChoose: onAttach,
      testid: 'attach-agent',
    },
    {
      label: words.editForwarding,
      icon: 'forward',
      onChoose: () => go('forwarding', held.numberId),
      testid: 'edit-forwarding',
    },
  ] as const;
  return [
    works ? uses : [],
    [{ label: words.release, icon: 'trash', danger: true, reason, onChoose: onRelease, testid: 'release' }],
  ];
}

function NothingYet({ act }: { act: ComponentChildren }) {
  const { agency } = useMe();
  const words = t.phoneNumbers.empty;
  return (
    <Empty icon="phone" title={words.title} act={act}>
      {words.why(agency.name)}
      <Support ask={words.ask} />
    </Empty>
  );
}
