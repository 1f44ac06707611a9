import { useState } from 'preact/hooks';
import { Button, Pill } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Voicemail } from './calls.ts';
import { VoicemailDialog } from './VoicemailDialog.tsx';

/** The sub-account's voicemail: where a call ends that nobody takes. */
export function VoicemailCard({ voicemail }: { voicemail: Voicemail }) {
  const [editing, setEditing] = useState(false);
  const words = t.forwarding.voicemail;
  return (
    <section class="card forwarding-default" aria-label={words.title}>
      <div>
        <h2>{words.title}</h2>
        <p class="forwarding-number" data-testid="voicemail-state">
          <Pill tone={voicemail.on ? 'good' : 'free'}>{voicemail.on ? words.on : words.off}</Pill>
        </p>
        <p class="secondary">{voicemail.on ? words.onWhat : words.offWhat}</p>
      </div>
      <Button onClick={() => setEditing(true)} testid="edit-voicemail">
        {voicemail.on ? words.change : words.turnOn}
      </Button>
      {editing && <VoicemailDialog voicemail={voicemail} onClose={() => setEditing(false)} />}
    </section>
  );
}
