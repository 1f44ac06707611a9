import './api.css';
import { Tabs } from '../../kit/index.ts';
import { go, route } from '../../route.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { t } from '../../text/index.ts';
import { Keys } from './Keys.tsx';
import { Reference } from './reference/Reference.tsx';

const TABS = ['keys', 'reference'] as const;

/** Keys for programs, and what they can ask (W-4). */
export default function ApiPanel() {
  const words = t.api;
  const tab = TABS.find(one => one === route.value.path[0]) ?? 'keys';
  return (
    <div class="api">
      <PageHead title={words.title}>{words.about}</PageHead>
      <Tabs
        label={words.tabs}
        tabs={TABS.map(id => ({ id, title: words[id] }))}
        value={tab}
        onChange={id => go('api', id)}
      >
        {tab === 'keys' ? <Keys /> : <Reference />}
      </Tabs>
    </div>
  );
}
