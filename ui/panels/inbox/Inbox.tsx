import './inbox.css';
import { Empty, Tabs } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { Conversation } from './Conversation.tsx';
import type { View } from './calls.ts';
import { ItemList } from './ItemList.tsx';
import { isNarrow, openAt, place } from './place.ts';
import { useInbox } from './useInbox.ts';
import { useReturn } from './useReturn.ts';

/** Calls, texts and voicemail, caller by caller: who waits, who looks after whom, and what to do (U-6 to U-9). */
export default function Inbox() {
  const { view, key } = place();
  const list = useInbox(view);
  const isAdmin = useMe().role !== 'staff';
  const words = t.inbox;
  const waiting = list.data?.counts.unknown ?? 0;
  const views: View[] = isAdmin ? ['unknown', 'mine', 'all'] : ['unknown', 'mine'];
  const taken = list.data?.taken.find(one => one.key === key);

  const { box, leave } = useReturn(view, key);

  return (
    <div ref={box} class="inbox" data-open={key === undefined ? undefined : ''}>
      <div class="inbox-side">
        <PageHead title={words.title} />
        <Tabs
          label={words.views.label}
          tabs={views.map(id => ({ id, title: words.views[id], count: id === 'unknown' ? waiting : undefined }))}
          value={view}
          onChange={id => {
            const next = views.find(one => one === id);
            if (next) openAt(next, isNarrow() ? undefined : key);
          }}
        >
          <Refusal problem={list.problem} onAgain={list.again} />
          <ItemList view={view} list={list} current={key} />
        </Tabs>
      </div>
      <div class="inbox-place">
        {key === undefined ? (
          <Empty icon="inbox" title={words.choose.title}>
            {words.choose.why}
          </Empty>
        ) : (
          <Conversation key={key} at={key} taken={taken} onBack={leave} />
        )}
      </div>
    </div>
  );
}
