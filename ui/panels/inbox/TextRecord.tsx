import { Button, Icon } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { Clock } from './Clock.tsx';
import type { InboxRecord, Thread } from './calls.ts';
import { writeAgain } from './draft.ts';
import { Media } from './Media.tsx';

/** A text: what was written, what came with it, and whether it arrived or why not (O-4). */
export function TextRecord({ record, thread }: { record: InboxRecord; thread: Thread }) {
  const { direction, body, media, by, errorSentence } = record;
  const words = t.inbox.text;
  const isOut = direction === 'out';
  const failed = record.status === 'failed' || record.status === 'undelivered';
  return (
    <div class="talk-text" data-direction={direction} data-testid={`record-${record.id}`}>
      <span class="sr-only">{isOut ? words.us : words.them}</span>
      {media.length > 0 && <Media recordId={record.id} urls={media} />}
      {(body || media.length === 0) && (
        <p class="talk-bubble" dir="auto" data-empty={body ? undefined : ''}>
          {body || t.inbox.emptyText}
        </p>
      )}
      <div class="secondary talk-facts">
        <Clock at={record.at} />
        {isOut && <bdi>{by ? by.name : words.automatic}</bdi>}
        {isOut && (
          <span class="talk-status" data-failed={failed ? '' : undefined} data-testid={`status-${record.id}`}>
            {failed && <Icon name="stop" size={14} />}
            {words.status[record.status] ?? record.status}
          </span>
        )}
      </div>
      {errorSentence && (
        <p class="talk-why" data-testid={`why-${record.id}`}>
          {errorSentence}
        </p>
      )}
      {failed && thread.canAct && !thread.optedOut && body && (
        <Button small kind="quiet" onClick={() => writeAgain(thread.key, body)} testid={`again-${record.id}`}>
          {words.again}
        </Button>
      )}
    </div>
  );
}
