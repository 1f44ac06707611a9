import { useState } from 'preact/hooks';
import { Icon } from '../../kit/index.ts';
import { t } from '../../text/index.ts';

/** Signed addresses change with every read; the first one is kept while it is good, so that pictures do not blink. */
const KEPT_MS = 8 * 60_000;
const kept = new Map<string, { url: string; until: number }>();

function steady(id: string, url: string): string {
  const now = performance.now();
  const known = kept.get(id);
  if (known && known.until > now) return known.url;
  kept.set(id, { url, until: now + KEPT_MS });
  return url;
}

/** What came with a text: pictures as pictures, anything else to open in a tab of its own. */
export function Media({ recordId, urls }: { recordId: string; urls: readonly string[] }) {
  return (
    <ul class="talk-media">
      {urls.map((url, i) => (
        <li key={`${recordId} ${i}`}>
          <Attachment url={steady(`${recordId} ${i}`, url)} n={i + 1} />
        </li>
      ))}
    </ul>
  );
}

function Attachment({ url, n }: { url: string; n: number }) {
  const [isPicture, setPicture] = useState(true);
  return (
    <a href={url} target="_blank" rel="noopener" class={isPicture ? undefined : 'talk-file'} data-testid="attachment">
      {isPicture ? (
        <img src={url} alt={t.inbox.text.picture(n)} loading="lazy" onError={() => setPicture(false)} />
      ) : (
        <>
          <Icon name="external" size={14} />
          {t.inbox.text.opening(n)}
        </>
      )}
    </a>
  );
}
