import './sub-accounts.css';
import { Tabs } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { go, route } from '../../route.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { t } from '../../text/index.ts';
import { readPlaces } from './calls.ts';
import { PlaceDrawer } from './PlaceDrawer.tsx';
import { PlaceList } from './PlaceList.tsx';
import { Plans } from './plans/Plans.tsx';

const PLANS = 'plans';

/** The agency's sub-accounts with their standing and people, and the plans they are on (T-3 to T-5). */
export default function SubAccounts() {
  const list = useQuery('sub-account-list', readPlaces);
  const words = t.subAccounts;
  const [first, second] = route.value.path;
  const isPlans = first === PLANS;
  const count = list.data?.items.length ?? 0;
  return (
    <>
      <PageHead title={words.title}>{count > 0 && words.total(count)}</PageHead>
      <Tabs
        label={words.views}
        tabs={[
          { id: 'list', title: words.list },
          { id: PLANS, title: words.planList },
        ]}
        value={isPlans ? PLANS : 'list'}
        onChange={id => go('sub-accounts', ...(id === PLANS ? [PLANS] : []))}
      >
        {isPlans ? <Plans open={second} /> : <PlaceList list={list} />}
      </Tabs>
      {!isPlans && first && <PlaceDrawer key={first} id={first} tab={second ?? 'plan'} />}
    </>
  );
}
