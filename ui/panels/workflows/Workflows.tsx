import './workflows.css';
import { Tabs } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { useQuery } from '../../query.ts';
import { go, route } from '../../route.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { t } from '../../text/index.ts';
import { readCatalogue } from './calls.ts';
import { Deliveries } from './Deliveries.tsx';
import { Hooks } from './Hooks.tsx';
import { Runs } from './Runs.tsx';

const TABS = ['runs', 'deliveries', 'hooks'] as const;
type TabId = (typeof TABS)[number];

/** What workflows were told and had done, and the hooks that tell them (W-1 to W-3). */
export default function Workflows() {
  const words = t.workflows;
  const catalogue = useQuery('workflow-catalogue', readCatalogue).data;
  const isAgency = useMe().context === 'agency';
  const [first, open] = route.value.path;
  const tab = TABS.find(one => one === first) ?? 'runs';
  const shared = { catalogue, isAgency, open };
  return (
    <div class="workflows">
      <PageHead title={words.title}>{isAgency ? words.aboutAgency : words.about}</PageHead>
      <Tabs
        label={words.tabs}
        tabs={TABS.map(id => ({ id, title: words[id] }))}
        value={tab}
        onChange={id => go('workflows', id)}
      >
        {views[tab](shared)}
      </Tabs>
    </div>
  );
}

const views: Record<TabId, (shared: Parameters<typeof Runs>[0]) => preact.JSX.Element> = {
  runs: shared => <Runs {...shared} />,
  deliveries: shared => <Deliveries {...shared} />,
  hooks: shared => <Hooks {...shared} />,
};
