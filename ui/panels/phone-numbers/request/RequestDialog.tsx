import '../../numbers/numbers.css';
import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Dialog, Select, TextField, toast } from '../../../kit/index.ts';
import { useMe } from '../../../me.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { viewer } from '../../../viewer.ts';
import { countries } from '../../numbers/buy/countries.ts';
import type { Kind } from '../../numbers/calls.ts';
import { requestNumber, type Wish } from './calls.ts';

const KINDS: readonly Kind[] = ['local', 'toll_free', 'mobile'];

/** A client asks its agency for a number (N-12). */
export function RequestDialog({ onClose }: { onClose: () => void }) {
  const words = t.requests;
  const { agency } = useMe();
  const [wish, setWish] = useState<Wish>({ country: viewer.value.country, type: 'local', areaCode: '', note: '' });
  const set = (change: Partial<Wish>) => setWish({ ...wish, ...change });
  const asking = useAction(requestNumber, () => {
    toast(words.sent(agency.name));
    onClose();
  });
  return (
    <Dialog
      title={words.question(agency.name)}
      onClose={onClose}
      onSubmit={() => void asking.run(wish)}
      held={asking.busy}
      testid="request-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={asking.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={asking.busy} testid="request-send">
            {words.send}
          </Button>
        </>
      }
    >
      <div class="buy-form">
        <Select
          label={words.country}
          value={wish.country}
          options={countries()}
          onChange={country => set({ country })}
          testid="request-country"
        />
        <Select
          label={words.type}
          value={wish.type}
          options={KINDS.map(value => ({ value, label: t.numbers.type[value] }))}
          onChange={type => set({ type })}
          testid="request-type"
        />
      </div>
      <TextField
        label={words.areaCode}
        hint={words.areaHint}
        value={wish.areaCode}
        maxLength={5}
        onInput={areaCode => set({ areaCode: areaCode.replace(/\D/g, '') })}
        error={asking.problem?.fields.areaCode}
        testid="request-area"
      />
      <TextField
        label={words.note}
        placeholder={words.notePlaceholder}
        lines={3}
        maxLength={500}
        value={wish.note}
        onInput={note => set({ note })}
        error={asking.problem?.fields.note}
        testid="request-note"
      />
      <p class="secondary">{words.costs}</p>
      <Refusal problem={asking.problem} />
    </Dialog>
  );
}
