import { useAction } from '../../action.ts';
import { Confirm, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Key, revokeKey } from './calls.ts';

/** Asks before a key is revoked, saying what stops (P-3). */
export function RevokeDialog({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const words = t.api.key;
  const revoking = useAction(revokeKey, () => {
    toast(words.revoked);
    onClose();
  });
  return (
    <Confirm
      question={words.revokeQuestion(apiKey.name)}
      verb={words.revoke}
      danger
      busy={revoking.busy}
      onConfirm={() => void revoking.run(apiKey.id)}
      onClose={onClose}
      refusal={<Refusal problem={revoking.problem} />}
      testid="revoke-key-dialog"
    >
      <p>{words.revokeAfter(apiKey.prefix)}</p>
    </Confirm>
  );
}
