import { useState } from 'preact/hooks';
import { Button, PhoneField } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { SelfSaving } from './SelfSaving.tsx';
import { useSaving } from './saving.ts';

/** The phone to ring: one's own setting goes before the CRM's (S-2). Saved when the person leaves the field. */
export function PhoneSetting(props: {
  phone: { value: string | null; from: 'setting' | 'crm' | null };
  country?: string | undefined;
  hint: string;
  save: (phone: string | null) => Promise<unknown>;
}) {
  const { phone } = props;
  const words = t.staff.phone;
  const [edition, setEdition] = useState(0);
  const saving = useSaving(props.save);
  const reset = async () => {
    // The field forgets what was typed, and shows what holds now.
    if (await saving.run(null)) setEdition(n => n + 1);
  };
  const commit = (entry: string) => {
    if (entry === '') return void reset();
    if (entry !== phone.value) void saving.run(entry);
  };
  return (
    <SelfSaving saving={saving} field="phone">
      <PhoneField
        key={edition}
        label={words.label}
        hint={phone.from === 'crm' ? words.crm : phone.value ? props.hint : words.none}
        value={phone.value ?? ''}
        country={props.country}
        error={saving.problem?.fields.phone}
        onInput={saving.problem ? saving.clear : ignore}
        onCommit={commit}
        judged
        testid="phone-to-ring"
      />
      {phone.from === 'setting' && (
        <div>
          <Button kind="quiet" small onClick={() => void reset()} testid="phone-reset">
            {words.remove}
          </Button>
        </div>
      )}
    </SelfSaving>
  );
}

const ignore = () => {};
