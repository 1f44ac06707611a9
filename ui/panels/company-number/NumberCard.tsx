import { useState } from 'preact/hooks';
import { CALLS_AT_ONCE, LONGEST_LABEL } from '../../../worker/company-number/rules/limit.ts';
import { CopyableNumber, Menu, Notice, numberText, Pill, Select, TextField } from '../../kit/index.ts';
import { go } from '../../route.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { t } from '../../text/index.ts';
import { SelfSaving } from '../staff/SelfSaving.tsx';
import { useSaving } from '../staff/saving.ts';
import { type CompanyNumber, type Listing, type Settings, saveSettings } from './calls.ts';
import { StopSharing } from './StopSharing.tsx';

/** The number on top with its Source, Tag and calls at once, each saved by itself (U-1, R-12). */
export function NumberCard({ number, listing }: { number: CompanyNumber; listing: Listing }) {
  const [stopping, setStopping] = useState(false);
  const words = t.companyNumber;
  const state = words.state[number.state];
  return (
    <section class="card number-card" aria-label={numberText(number.e164)}>
      <div class="number-card-head">
        {listing.items.length > 1 ? (
          <Select
            label={words.select}
            value={number.numberId}
            options={listing.items.map(one => ({ value: one.numberId, label: optionText(one) }))}
            onChange={id => go('company-number', id)}
            testid="select-number"
          />
        ) : (
          <h2 class="number-card-e164">
            <CopyableNumber e164={number.e164} testid="company-number" />
          </h2>
        )}
        {state && <Pill tone={isStopped(number) ? 'bad' : 'wait'}>{state}</Pill>}
        <span class="push number-card-test">
          <GoTo panel="call-log" path={['test', number.numberId]} testid="test-number">
            {words.test}
          </GoTo>
        </span>
        <Menu
          label={words.more(numberText(number.e164))}
          acts={[
            [{ label: words.removing.act, danger: true, onChoose: () => setStopping(true), testid: 'stop-sharing' }],
          ]}
          testid="company-number-menu"
        />
      </div>
      {isStopped(number) && (
        <Notice tone="bad">
          {words.stopped} <GoTo panel="phone-numbers">{words.seeNumbers}</GoTo>
        </Notice>
      )}
      <div class="number-settings">
        <Label number={number} field="source" />
        <Label number={number} field="tag" />
        <CallLimit number={number} />
      </div>
      {stopping && <StopSharing number={number} onClose={() => setStopping(false)} />}
    </section>
  );
}

const isStopped = ({ state }: CompanyNumber) => !['active', 'ending', 'past_due'].includes(state);
const optionText = ({ e164, source }: CompanyNumber) => [numberText(e164), source].filter(Boolean).join(' · ');

function Label({ number, field }: { number: CompanyNumber; field: 'source' | 'tag' }) {
  const [entry, setEntry] = useState<string | null>(null);
  const words = t.companyNumber[field];
  const saving = useSaving((settings: Settings) => saveSettings(number.numberId, settings));
  const commit = async (typed: string) => {
    const wanted = typed.trim() || null;
    // What was typed stays in the field if it could not be saved.
    if (wanted === number[field] || (await saving.run({ [field]: wanted }))) setEntry(null);
  };
  return (
    <SelfSaving saving={saving} field={field}>
      <TextField
        label={words.label}
        hint={words.hint}
        placeholder={words.placeholder}
        value={entry ?? number[field] ?? ''}
        maxLength={LONGEST_LABEL}
        error={saving.problem?.fields[field]}
        onInput={setEntry}
        onCommit={typed => void commit(typed)}
        testid={`company-${field}`}
      />
    </SelfSaving>
  );
}

function CallLimit({ number }: { number: CompanyNumber }) {
  const [entry, setEntry] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const words = t.companyNumber.limit;
  const { least, most } = CALLS_AT_ONCE;
  const saving = useSaving((callLimit: number) => saveSettings(number.numberId, { callLimit }));
  const commit = async (typed: string) => {
    const wanted = Number(typed);
    const fits = typed.trim() !== '' && Number.isInteger(wanted) && wanted >= least && wanted <= most;
    setWrong(!fits);
    if (fits && (wanted === number.callLimit || (await saving.run(wanted)))) setEntry(null);
  };
  return (
    <SelfSaving saving={saving} field="callLimit">
      <TextField
        label={words.label}
        type="number"
        min={least}
        max={most}
        hint={`${words.hint(number.inProgress)} ${words.beyond}`}
        value={entry ?? String(number.callLimit)}
        error={wrong ? words.range : saving.problem?.fields.callLimit}
        onInput={typed => {
          setEntry(typed);
          setWrong(false);
        }}
        onCommit={typed => void commit(typed)}
        testid="call-limit"
      />
    </SelfSaving>
  );
}
