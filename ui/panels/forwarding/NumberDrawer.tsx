import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Drawer, numberText, PhoneField, Radios, toast } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { type Forwarded, setOwn } from './calls.ts';
import { FieldRefusal } from './FieldRefusal.tsx';
import { PathSteps } from './PathSteps.tsx';
import type { Rest } from './path.ts';

/** Edit configuration → Call forwarding of one number: the default or a number of its own, with what then happens (S-4). */
export function NumberDrawer(props: {
  number: Forwarded;
  /** What the sub-account does with calls nobody takes. */
  rest: Rest;
  country: string;
  onClose: () => void;
}) {
  const { number, onClose } = props;
  const { to: byDefault, voicemail } = props.rest;
  const words = t.forwarding.drawer;
  const [own, setOwnWay] = useState(number.forwardTo !== null);
  const [entry, setEntry] = useState(number.forwardTo ?? '');
  const [missing, setMissing] = useState(false);
  const saving = useAction(setOwn, () => {
    toast(words.saved(numberText(number.e164)));
    onClose();
  });
  const change = (act: () => void) => {
    act();
    setMissing(false);
    saving.clear();
  };
  const save = () => {
    const wanted = own ? entry : null;
    if (wanted === '') return setMissing(true);
    if (wanted === number.forwardTo) return onClose();
    void saving.run(number.numberId, wanted);
  };
  const whole = entry.startsWith('+') ? entry : null;
  return (
    <Drawer
      title={numberText(number.e164)}
      subtitle={words.section}
      onClose={onClose}
      onSubmit={save}
      held={saving.busy}
      testid="forwarding-drawer"
      foot={
        <>
          <Button onClick={onClose} disabled={saving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={saving.busy} testid="save-forwarding">
            {words.save}
          </Button>
        </>
      }
    >
      <Radios
        label={words.which}
        value={own ? 'own' : 'default'}
        options={[
          {
            value: 'default',
            label: words.useDefault,
            detail: byDefault
              ? words.defaultIs(numberText(byDefault))
              : voicemail
                ? words.defaultVoicemail
                : words.defaultNone,
          },
          { value: 'own', label: words.own },
        ]}
        onChange={way => change(() => setOwnWay(way === 'own'))}
        testid="forwarding-way"
      />
      {own && (
        <PhoneField
          label={words.label}
          hint={words.hint}
          required
          judged
          value={number.forwardTo ?? ''}
          country={props.country}
          error={missing ? words.needed : saving.problem?.fields.forwardTo}
          onInput={typed => change(() => setEntry(typed ?? ''))}
          testid="own-number"
        />
      )}
      <FieldRefusal problem={saving.problem} field="forwardTo" />
      <PathSteps number={number} rest={{ to: own ? whole : byDefault, voicemail }} />
    </Drawer>
  );
}
