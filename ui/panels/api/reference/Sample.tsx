import { Button, copyText, toast } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';

/** Something to copy: a command, or JSON as it is sent. */
export function Sample({ title, text, testid }: { title: string; text: string; testid?: string }) {
  const words = t.api.ref;
  const copy = async () => toast((await copyText(text)) ? words.copied : words.notCopied);
  return (
    <section class="api-sample" aria-label={title}>
      <div class="api-sample-head">
        <h4>{title}</h4>
        <Button small kind="quiet" icon="copy" onClick={() => void copy()}>
          {words.copy}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0} data-testid={testid}>
        {text}
      </pre>
    </section>
  );
}

export const asJson = (value: unknown): string => JSON.stringify(value, null, 2);
