import { TELCO_CURRENCY } from '../../../../worker/plan/rules/plan.ts';
import { Checkbox, Combobox, Notice, Radios, TextField } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import type { Plan } from '../calls.ts';
import { currencyName } from '../words.ts';
import { minorOf } from './amount.ts';
import { type Draft, type Flaws, isConverted } from './draft.ts';
import { PriceExample } from './PriceExample.tsx';

interface PlanFieldsProps {
  draft: Draft;
  plan: Plan | undefined;
  flaws: Flaws;
  onChange: (part: Partial<Draft>) => void;
}

/** Everything a plan says (T-4), the price of a number with an example of what it comes to. */
export function PlanFields(props: PlanFieldsProps) {
  const { draft, plan, flaws, onChange } = props;
  const words = t.subAccounts.editor;
  return (
    <>
      <TextField
        label={words.name}
        required
        maxLength={60}
        placeholder={words.namePlaceholder}
        value={draft.name}
        error={flaws.name}
        onInput={name => onChange({ name })}
        testid="plan-name"
      />
      <Currency {...props} />
      <div class="plan-pair">
        <Amount
          label={words.base}
          hint={words.baseHint}
          currency={draft.currency}
          value={draft.base}
          error={flaws.base}
          onInput={base => onChange({ base })}
          testid="plan-base"
        />
        <TextField
          label={words.trial}
          hint={words.trialHint}
          type="number"
          min={0}
          max={730}
          value={draft.trial}
          error={flaws.trial}
          onInput={trial => onChange({ trial })}
          testid="plan-trial"
        />
      </div>
      {isChanged(draft.base, plan?.basePrice, draft) && <Notice tone="info">{words.keepBase}</Notice>}
      <Radios
        label={words.mode}
        value={draft.mode}
        options={[
          { value: 'paid', label: words.modePaid, detail: words.modePaidWhy },
          { value: 'included', label: words.modeIncluded, detail: words.modeIncludedWhy },
        ]}
        onChange={mode => onChange({ mode })}
        testid="plan-mode"
      />
      {draft.mode === 'paid' && <NumberPrice {...props} />}
      {draft.mode === 'paid' && (
        <Checkbox
          label={words.buy}
          hint={words.buyHint}
          checked={draft.clientsMayBuy}
          onChange={clientsMayBuy => onChange({ clientsMayBuy })}
          testid="plan-buy"
        />
      )}
      <Checkbox
        label={words.direct}
        hint={words.directHint}
        checked={draft.directNumbers}
        onChange={directNumbers => onChange({ directNumbers })}
        testid="plan-direct"
      />
    </>
  );
}

/** Many currencies, searched; kept while somebody pays in it. */
function Currency({ draft, plan, flaws, onChange }: PlanFieldsProps) {
  const words = t.subAccounts.editor;
  if (plan && plan.subAccounts > 0) {
    return (
      <TextField
        label={words.currency}
        disabled
        value={`${currencyName(plan.currency)} (${plan.currency.toUpperCase()})`}
        hint={words.currencyKept(plan.subAccounts)}
        onInput={() => undefined}
        testid="plan-currency"
      />
    );
  }
  return (
    <Combobox
      label={words.currency}
      required
      choices={currencies()}
      value={draft.currency}
      error={flaws.currency}
      onPick={currency => onChange({ currency })}
      testid="plan-currency"
    />
  );
}

function currencies() {
  return Intl.supportedValuesOf('currency').map(code => ({
    id: code.toLowerCase(),
    label: `${currencyName(code)} (${code})`,
  }));
}

/** The markup, the agency's rate where the plan is in another currency than carriers bill in, and what it comes to. */
function NumberPrice({ draft, plan, flaws, onChange }: PlanFieldsProps) {
  const words = t.subAccounts.editor;
  const telco = TELCO_CURRENCY.toUpperCase();
  return (
    <>
      <div class={isConverted(draft.currency) ? 'plan-pair' : undefined}>
        <Amount
          label={words.number}
          hint={words.numberHint}
          currency={draft.currency}
          value={draft.number}
          error={flaws.number}
          onInput={number => onChange({ number })}
          testid="plan-number"
        />
        {isConverted(draft.currency) && (
          <TextField
            label={words.rate(telco, (draft.currency ?? '').toUpperCase())}
            hint={words.rateHint(telco)}
            required
            value={draft.rate}
            error={flaws.rate}
            onInput={rate => onChange({ rate })}
            testid="plan-rate"
          />
        )}
      </div>
      <PriceExample draft={draft} />
      {isChanged(draft.number, plan?.numberPrice, draft) && <Notice tone="info">{words.keepPrice}</Notice>}
    </>
  );
}

/** An amount of money, with its currency beside it. */
function Amount(props: {
  label: string;
  hint?: string;
  currency: string | null;
  value: string;
  error: string | undefined;
  onInput: (value: string) => void;
  testid: string;
}) {
  const { label, currency } = props;
  return <TextField {...props} label={currency ? `${label} (${currency.toUpperCase()})` : label} />;
}

/** Somebody is on the plan and its price differs from the one they agreed to. */
function isChanged(typed: string, now: number | undefined, { currency }: Draft): boolean {
  if (now === undefined || !currency) return false;
  const minor = minorOf(typed.trim() || '0', currency);
  return minor !== null && minor !== now;
}
