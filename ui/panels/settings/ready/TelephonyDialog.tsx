import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Dialog, Radios, TextField, toast } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { chooseTelephony, type Settings, type TelephonyChoice } from '../calls.ts';

type Kind = TelephonyChoice['kind'];
type Flaws = { sid?: string; token?: string };

const SID = /^AC[0-9a-f]{32}$/;
const SHORTEST_TOKEN = 16;

/** Our carrier account, or the agency's own at Twilio, whose token is tried before it is kept (T-6, N-3). */
export function TelephonyDialog({ settings, onClose }: { settings: Settings; onClose: () => void }) {
  const words = t.settings.telephony;
  const [kind, setKind] = useState<Kind>(settings.telephony ?? 'ours');
  const [sid, setSid] = useState(settings.twilioSid ?? '');
  const [token, setToken] = useState('');
  const [flaws, setFlaws] = useState<Flaws>({});
  const saving = useAction(chooseTelephony, () => {
    toast(kind === 'own' ? words.doneOwn : words.doneOurs);
    onClose();
  });
  const fields = saving.problem?.fields ?? {};
  const save = () => {
    if (kind === 'ours') return void saving.run({ kind });
    const found = flawsOf(sid.trim(), token.trim());
    setFlaws(found);
    if (!found.sid && !found.token) void saving.run({ kind, sid: sid.trim(), token: token.trim() });
  };
  const typed = (change: () => void) => {
    change();
    setFlaws({});
    saving.clear();
  };
  return (
    <Dialog
      title={words.question}
      onClose={onClose}
      onSubmit={save}
      held={saving.busy}
      testid="telephony-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={saving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={saving.busy} testid="save-telephony">
            {kind === 'own' ? words.verbOwn : words.verb}
          </Button>
        </>
      }
    >
      <Radios
        label={words.label}
        quietLabel
        value={kind}
        options={[
          { value: 'ours', label: words.ours, detail: words.oursWhy },
          { value: 'own', label: words.own, detail: words.ownWhy },
        ]}
        onChange={next => typed(() => setKind(next))}
        testid="telephony-kind"
      />
      {kind === 'own' && (
        <>
          <TextField
            label={words.sid}
            hint={words.sidHint}
            required
            placeholder="AC"
            value={sid}
            error={flaws.sid ?? fields.sid}
            onInput={next => typed(() => setSid(next))}
            testid="twilio-sid"
          />
          <TextField
            label={words.token}
            hint={settings.telephony === 'own' ? `${words.tokenHint} ${words.tokenAgain}` : words.tokenHint}
            required
            type="password"
            value={token}
            error={flaws.token ?? fields.token}
            onInput={next => typed(() => setToken(next))}
            testid="twilio-token"
          />
        </>
      )}
      <Refusal problem={fields.sid || fields.token ? undefined : saving.problem} />
    </Dialog>
  );
}

function flawsOf(sid: string, token: string): Flaws {
  const words = t.settings.telephony;
  return {
    ...(!SID.test(sid) && { sid: words.needSid }),
    ...(token.length < SHORTEST_TOKEN && { token: words.needToken }),
  };
}
