import './conversation.css';
import { useEffect, useRef } from 'preact/hooks';
import { Button, Empty, SkeletonPage } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { Acts } from './Acts.tsx';
import { Composer } from './Composer.tsx';
import type { Taken, Thread } from './calls.ts';
import { Head } from './Head.tsx';
import { isNarrow } from './place.ts';
import { Records } from './Records.tsx';
import { useThread } from './useInbox.ts';
import { callerName, refusalText } from './words.ts';

interface ConversationProps {
  at: string;
  /** Somebody else has just claimed the caller. */
  taken: Taken | undefined;
  onBack: () => void;
}

/** One caller: what passed between us, who looks after them, and what to do. */
export function Conversation({ at, taken, onBack }: ConversationProps) {
  const thread = useThread(at);
  const place = useRef<HTMLElement>(null);
  const { data, problem } = thread;
  const isGone = problem?.status === 404;

  useEffect(() => {
    // When the list is hidden behind it, reading starts here.
    if (isNarrow()) place.current?.focus({ preventScroll: true });
  }, []);

  return (
    <section
      ref={place}
      class="talk"
      tabIndex={-1}
      aria-label={data ? `${t.inbox.conversation}: ${callerName(data)}` : t.inbox.conversation}
      data-testid="conversation"
    >
      {isGone ? (
        <Gone taken={taken} onBack={onBack} />
      ) : (
        <>
          {data ? <Talk thread={data} paging={thread} onBack={onBack} /> : <Back onBack={onBack} />}
          {problem && <Refusal problem={problem} onAgain={thread.again} />}
          {thread.loading && <SkeletonPage />}
        </>
      )}
    </section>
  );
}

function Talk(props: {
  thread: Thread;
  paging: Pick<ReturnType<typeof useThread>, 'onMore' | 'loadingMore'>;
  onBack: () => void;
}) {
  const { thread } = props;
  const isAdmin = useMe().role !== 'staff';
  const refusal = refusalText(thread, isAdmin);
  return (
    <>
      <div class="talk-top">
        <Head thread={thread} onBack={props.onBack} />
        <Acts thread={thread} isAdmin={isAdmin} />
      </div>
      <Records thread={thread} {...props.paging} />
      <div class="talk-foot">
        {refusal ? (
          <div class="talk-quiet" data-testid="may-not-act">
            <strong>{refusal.title}</strong> {refusal.next}
          </div>
        ) : (
          <Composer key={thread.key} thread={thread} isAdmin={isAdmin} />
        )}
      </div>
    </>
  );
}

/** It was there, or a link said so: who has it now. */
function Gone({ taken, onBack }: Pick<ConversationProps, 'taken' | 'onBack'>) {
  const { gone, took } = t.inbox;
  return (
    <Empty
      icon="inbox"
      title={taken ? took(taken.by.name, callerName({ ...taken, contact: null })) : gone.title}
      act={
        <Button onClick={onBack} testid="gone-back">
          {gone.next}
        </Button>
      }
    >
      {taken ? undefined : gone.why}
    </Empty>
  );
}

/** The way back to the list, where only one of the two is shown. */
export function Back({ onBack }: { onBack: () => void }) {
  return (
    <span class="talk-back">
      <Button kind="quiet" icon="left" label={t.inbox.back} onClick={onBack} testid="back" />
    </span>
  );
}
