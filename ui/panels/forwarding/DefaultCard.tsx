import { useState } from 'preact/hooks';
import { Button, PhoneNumber } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { DefaultDialog } from './DefaultDialog.tsx';

/** The sub-account's default forwarding number (S-4, R-7). */
export function DefaultCard(props: { forwardTo: string | null; country: string; voicemail: boolean }) {
  const { forwardTo, country } = props;
  const [editing, setEditing] = useState(false);
  const words = t.forwarding.default;
  return (
    <section class="card forwarding-default" aria-label={words.title}>
      <div>
        <h2>{words.title}</h2>
        <p class="forwarding-number" data-testid="default-forwarding">
          {forwardTo ? <PhoneNumber e164={forwardTo} /> : <span class="secondary">{words.none}</span>}
        </p>
        <p class="secondary">{forwardTo ? words.sets : props.voicemail ? words.setsVoicemail : words.setsNone}</p>
      </div>
      <Button kind={forwardTo ? 'plain' : 'primary'} onClick={() => setEditing(true)} testid="edit-default">
        {forwardTo ? words.change : words.set}
      </Button>
      {editing && <DefaultDialog forwardTo={forwardTo} country={country} onClose={() => setEditing(false)} />}
    </section>
  );
}
