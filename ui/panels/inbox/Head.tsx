import { CopyableNumber, numberText } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { Back } from './Conversation.tsx';
import type { Thread } from './calls.ts';
import { ClaimPill } from './ItemRow.tsx';

/** Who the caller is, where they came in, and who looks after them. */
export function Head({ thread, onBack }: { thread: Thread; onBack: () => void }) {
  const { contact, caller, number } = thread;
  const words = t.inbox;
  const shown = caller.e164 ? <CopyableNumber e164={caller.e164} testid="caller" /> : words.withheld;
  return (
    <header class="talk-head">
      <Back onBack={onBack} />
      <div class="talk-who">
        <h2 data-testid="caller-name">
          {contact && <bdi>{contact.name}</bdi>} <span class={contact ? 'talk-number' : undefined}>{shown}</span>
        </h2>
        <div class="secondary talk-facts" data-testid="caller-facts">
          <ClaimPill item={thread} />
          {!contact && <span>{words.unknownCaller}</span>}
          <span>{words.cameTo(numberText(number.e164))}</span>
          {number.source && !contact && <span>{words.source(number.source)}</span>}
        </div>
      </div>
    </header>
  );
}
