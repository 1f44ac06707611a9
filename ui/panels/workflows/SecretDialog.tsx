import { Button, copyText, Dialog, toast } from '../../kit/index.ts';
import { t } from '../../text/index.ts';

/** A hook's secret, this once (W-3, X-4). */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const words = t.workflows.secret;
  const copy = async () => toast((await copyText(secret)) ? words.copied : words.notCopied);
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      testid="hook-secret-dialog"
      foot={
        <>
          <Button icon="copy" onClick={() => void copy()} testid="copy-hook-secret">
            {words.copy}
          </Button>
          <Button kind="primary" onClick={onClose} testid="hook-secret-kept">
            {words.done}
          </Button>
        </>
      }
    >
      <p>{words.why}</p>
      <code class="workflows-secret" data-testid="hook-secret">
        {secret}
      </code>
    </Dialog>
  );
}
