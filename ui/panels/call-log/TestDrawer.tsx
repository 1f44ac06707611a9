import './call-log.css';
import { useState } from 'preact/hooks';
import { now } from '../../clock.ts';
import { Button, Drawer, Empty, numberText, Radios, Select } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import type { Query } from '../../query.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { Ready } from '../../shell/Ready.tsx';
import { t } from '../../text/index.ts';
import { CallerFields } from './CallerFields.tsx';
import type { Line, readNumbers } from './calls.ts';
import { instantOf, wallFields } from './instant.ts';
import { TestCallDialog } from './TestCallDialog.tsx';
import { TestResult } from './TestResult.tsx';
import { askedOf, type Trial } from './trial.ts';
import { WhenFields } from './WhenFields.tsx';

interface TestDrawerProps {
  numbers: Query<Awaited<ReturnType<typeof readNumbers>>>;
  /** The number to begin with. */
  numberId: string | undefined;
  /** The caller to begin with. */
  from: string | undefined;
  onClose: () => void;
}

/** *Test this number*: what would happen to a call or text, in words; sends nothing (L-4). */
export function TestDrawer({ numbers, numberId, from, onClose }: TestDrawerProps) {
  const words = t.callLog.testing;
  return (
    <Drawer title={words.title} subtitle={words.about} width="880px" onClose={onClose} testid="test-drawer">
      <Ready query={numbers}>
        {({ items }) =>
          items.length ? (
            <Test lines={items} numberId={numberId} from={from} />
          ) : (
            <Empty
              icon="phone"
              title={words.noNumbers}
              act={<GoTo panel="phone-numbers">{t.companyNumber.seeNumbers}</GoTo>}
            />
          )
        }
      </Ready>
    </Drawer>
  );
}

function Test(props: { lines: readonly Line[]; numberId: string | undefined; from: string | undefined }) {
  const { lines } = props;
  const { subAccount } = useMe();
  const zone = subAccount?.timezone ?? 'UTC';
  const [calling, setCalling] = useState(false);
  const [trial, setTrial] = useState<Trial>(() => ({
    numberId: props.numberId ?? firstOf(lines),
    kind: 'call',
    who: 'number',
    from: props.from ?? '',
    contact: null,
    when: 'now',
    ...wallFields(now(), zone),
  }));
  const words = t.callLog.testing;
  const change = (part: Partial<Trial>) => setTrial(before => ({ ...before, ...part }));
  const line = lines.find(one => one.numberId === trial.numberId) ?? lines[0];
  if (!line) return null;
  const at = trial.when === 'at' ? instantOf(trial.date, trial.time, zone) : null;
  return (
    <div class="test">
      <div class="stack">
        <Select
          label={words.number}
          value={line.numberId}
          options={lines.map(one => ({ value: one.numberId, label: numberText(one.e164) }))}
          onChange={numberId => change({ numberId })}
          testid="test-line"
        />
        <div class="radio-pair">
          <Radios<Trial['kind']>
            label={words.kind}
            value={trial.kind}
            options={[
              { value: 'call', label: words.call },
              { value: 'text', label: words.text },
            ]}
            onChange={kind => change({ kind, ...(kind === 'text' && trial.who === 'withheld' && { who: 'number' }) })}
            testid="test-kind"
          />
        </div>
        <CallerFields trial={trial} country={subAccount?.country} onChange={change} />
        <WhenFields trial={trial} zone={zone} at={at} onChange={change} />
      </div>
      <div class="test-result">
        <TestResult
          asked={askedOf({ ...trial, numberId: line.numberId }, at?.at)}
          trial={trial}
          beside={
            <Button small icon="phone" onClick={() => setCalling(true)} testid="place-test-call">
              {words.place}
            </Button>
          }
        />
      </div>
      {calling && <TestCallDialog line={line} onClose={() => setCalling(false)} />}
    </div>
  );
}

const firstOf = (lines: readonly Line[]) =>
  (lines.find(line => line.wiredTo === 'company') ?? lines.find(line => line.state === 'active') ?? lines[0])
    ?.numberId ?? '';
