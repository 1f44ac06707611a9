import { Button, copyText, Dialog, toast } from '../../kit/index.ts';
import { t } from '../../text/index.ts';

/** A new key, this once (W-4). */
export function KeyShown({ apiKey, onClose }: { apiKey: string; onClose: () => void }) {
  const words = t.api.shown;
  const copy = async () => toast((await copyText(apiKey)) ? words.copied : words.notCopied);
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      testid="key-shown"
      foot={
        <>
          <Button icon="copy" onClick={() => void copy()} testid="copy-key">
            {words.copy}
          </Button>
          <Button kind="primary" onClick={onClose} testid="key-kept">
            {words.done}
          </Button>
        </>
      }
    >
      <p>{words.why}</p>
      <code class="api-secret" data-testid="api-key">
        {apiKey}
      </code>
    </Dialog>
  );
}
