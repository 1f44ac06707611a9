import { Select, TextField } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import type { Kind, SubAccount } from '../calls.ts';
import type { Wanted } from './calls.ts';
import { countries } from './countries.ts';

interface SearchFormProps {
  wanted: Wanted;
  /** For whom it may be; left out when that is settled. */
  subAccounts?: readonly SubAccount[] | undefined;
  tooShort: boolean;
  onChange: (wanted: Wanted) => void;
}

/** What to look for at the carrier (N-1). */
export function SearchForm({ wanted, subAccounts, tooShort, onChange }: SearchFormProps) {
  const { buying: words, type } = t.numbers;
  const set = (change: Partial<Wanted>) => onChange({ ...wanted, ...change });
  // Digits of one's own say where to look; only local numbers are near anybody.
  const nearby = wanted.subAccountId !== '' && wanted.type === 'local' && wanted.digits === '';
  const kinds: readonly Kind[] = ['local', 'toll_free', 'mobile'];
  return (
    <div class="buy-form">
      <Select
        label={words.country}
        value={wanted.country}
        options={countries()}
        onChange={country => set({ country })}
        testid="buy-country"
      />
      <Select
        label={words.type}
        value={wanted.type}
        options={kinds.map(value => ({ value, label: type[value] }))}
        onChange={value => set({ type: value })}
        testid="buy-type"
      />
      <TextField
        label={words.digits}
        hint={tooShort ? words.moreDigits : words.digitsHint}
        value={wanted.digits}
        onInput={digits => set({ digits: digits.replace(/[^\d*\s()+-]/g, '') })}
        maxLength={20}
        testid="buy-digits"
      />
      <Select
        label={words.can}
        value={wanted.can}
        options={[
          { value: 'voice_sms', label: words.both },
          { value: 'voice', label: words.voice },
          { value: 'sms', label: words.sms },
        ]}
        onChange={can => set({ can })}
        testid="buy-can"
      />
      {subAccounts && (
        <Select
          label={words.forWhom}
          hint={nearby ? words.nearHint : undefined}
          value={wanted.subAccountId}
          options={[{ value: '', label: words.anyone }, ...subAccounts.map(s => ({ value: s.id, label: s.name }))]}
          onChange={subAccountId => {
            const chosen = subAccounts.find(s => s.id === subAccountId);
            set({ subAccountId, ...(chosen && { country: chosen.country }) });
          }}
          testid="buy-sub-account"
        />
      )}
    </div>
  );
}
