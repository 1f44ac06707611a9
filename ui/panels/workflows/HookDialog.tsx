import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Dialog, Select, TextField } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { Condition, NONE } from './Condition.tsx';
import { addHook, type Catalogue } from './calls.ts';
import { said } from './words.ts';

/** Adds a hook by hand: what it hears of, where it is told, and under which condition (W-1, W-3). */
export function HookDialog(props: {
  catalogue: Catalogue | undefined;
  onDone: (secret: string) => void;
  onClose: () => void;
}) {
  const { form: words, hook } = t.workflows;
  const isAgency = useMe().context === 'agency';
  const triggers = props.catalogue?.triggers ?? [];
  const [key, setKey] = useState('call_missed');
  const [address, setAddress] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [condition, setCondition] = useState(NONE);
  const adding = useAction(
    () => addHook({ trigger: key, targetUrl: address.trim(), filters: condition.field ? [condition] : [] }),
    ({ secret }) => props.onDone(secret),
  );
  const fields = adding.problem?.fields ?? {};
  const submit = () => (address.trim() ? void adding.run() : setMissing(true));
  return (
    <Dialog
      title={words.title}
      onClose={props.onClose}
      onSubmit={submit}
      held={adding.busy}
      testid="hook-dialog"
      foot={
        <>
          <Button onClick={props.onClose} disabled={adding.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={adding.busy} testid="hook-verb">
            {words.verb}
          </Button>
        </>
      }
    >
      <Select
        label={hook.trigger}
        hint={isAgency ? words.triggerHintAgency : words.triggerHint}
        value={key}
        options={triggers.map(one => ({ value: one.key, label: said(one.title) }))}
        onChange={chosen => {
          setKey(chosen);
          setCondition(NONE);
        }}
        testid="hook-trigger"
      />
      <TextField
        label={words.address}
        hint={words.addressHint}
        required
        type="url"
        placeholder="https://"
        maxLength={500}
        value={address}
        onInput={text => {
          setAddress(text);
          setMissing(false);
        }}
        error={isMissing ? words.needAddress : fields.targetUrl}
        testid="hook-address"
      />
      <Condition
        fields={triggers.find(one => one.key === key)?.filters ?? []}
        value={condition}
        onChange={setCondition}
      />
      {Object.keys(fields).length === 0 && <Refusal problem={adding.problem} />}
    </Dialog>
  );
}
