import { useRef } from 'preact/hooks';
import { Button, CopyableNumber, Drawer, Facts, Money, Notice, SkeletonPage, Time } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import type { Act } from './acts.tsx';
import { type PoolNumber, readNumber } from './calls.ts';
import { History } from './History.tsx';
import { IdleCalls } from './IdleCalls.tsx';
import { Status, stateText } from './Status.tsx';
import { canText, countryName, wiredText } from './words.ts';

interface NumberDrawerProps {
  id: string;
  e164: string;
  /** The row it was opened from, shown until the number itself is read. */
  known: PoolNumber | undefined;
  onAct: (act: Act) => void;
  onClose: () => void;
}

/** The facts of one number, and what can be done with it. Stays open when the list's filter no longer holds it. */
export function NumberDrawer({ id, e164, known, onAct, onClose }: NumberDrawerProps) {
  const first = useRef(known);
  const read = useQuery(`number ${id}`, async () => ({ number: await readNumber(id, e164) }));
  const number = read.data ? read.data.number : (known ?? first.current);
  return (
    <Drawer
      title={<CopyableNumber e164={e164} />}
      subtitle={number && `${t.numbers.type[number.type]} · ${countryName(number.country)}`}
      onClose={onClose}
      foot={number && <Foot number={number} onAct={onAct} />}
      testid="number-drawer"
    >
      {number ? <About number={number} /> : read.data && <Notice tone="info">{t.numbers.gone}</Notice>}
      {!number && read.loading && <SkeletonPage />}
      <Refusal problem={read.problem} onAgain={read.again} />
      {number && <IdleCalls numberId={id} isLinked={number.status === 'unassigned' && number.wiredAgent !== null} />}
      {number && <History numberId={id} />}
    </Drawer>
  );
}

function About({ number }: { number: PoolNumber }) {
  const { fact, purpose, nobodyYet } = t.numbers;
  const { telco, price, subAccount, callPurpose } = number;
  const wired = wiredText(number) || (number.status === 'active' ? nobodyYet : '');
  return (
    <>
      <div class="stack numbers-state">
        <Status number={number} />
        <p>{stateText(number)}</p>
      </div>
      <Facts
        entries={[
          [fact.subAccount, subAccount && <bdi key="s">{subAccount.name}</bdi>],
          [fact.wiredTo, wired && <bdi key="w">{wired}</bdi>],
          [fact.price, price && <Money key="p" minor={price.amount} currency={price.currency} per="month" />],
          [fact.cost, <Money key="c" minor={telco.amount} currency={telco.currency} per="month" />],
          [fact.margin, margin(number)],
          [fact.can, canText(number)],
          [fact.purpose, callPurpose && purpose[callPurpose]],
          [fact.bought, <Time key="b" at={number.boughtAt} as="day" />],
        ]}
      />
    </>
  );
}

/** Price less cost, where both are in one currency. */
function margin({ price, telco }: PoolNumber) {
  if (!price || price.currency.toLowerCase() !== telco.currency.toLowerCase()) return null;
  return <Money key="m" minor={price.amount - telco.amount} currency={price.currency} per="month" />;
}

function Foot({ number, onAct }: { number: PoolNumber; onAct: (act: Act) => void }) {
  const { act } = t.numbers;
  const purpose = (
    <Button onClick={() => onAct({ kind: 'purpose', numbers: [number] })} testid="drawer-purpose">
      {act.purpose}
    </Button>
  );
  if (number.status === 'unassigned') {
    return (
      <>
        {purpose}
        <Button
          onClick={() => onAct({ kind: number.wiredAgent ? 'unlink' : 'link', number })}
          testid={number.wiredAgent ? 'drawer-unlink' : 'drawer-link'}
        >
          {number.wiredAgent ? t.agents.answers.detach : t.agents.pool.link}
        </Button>
        <Button kind="primary" onClick={() => onAct({ kind: 'assign', number })} testid="drawer-assign">
          {act.assign}
        </Button>
      </>
    );
  }
  return (
    <>
      {purpose}
      <Button onClick={() => onAct({ kind: 'unassign', number })} testid="drawer-unassign">
        {act.unassign}
      </Button>
      {number.status === 'pending' && (
        <Button kind="primary" onClick={() => onAct({ kind: 'remind', number })} testid="drawer-remind">
          {act.remind}
        </Button>
      )}
    </>
  );
}
