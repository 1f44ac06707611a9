import { zoneName } from '../../format/time.ts';
import { Drawer, Notice, Skeleton, SkeletonPage, Tabs } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { go } from '../../route.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import { type PlaceWithPeople, readPlace } from './calls.ts';
import { NumbersTab } from './place/NumbersTab.tsx';
import { PlanTab } from './place/PlanTab.tsx';
import { UsersTab } from './place/UsersTab.tsx';
import { countryName } from './words.ts';

/** One sub-account: its plan and standing, its people, its numbers. */
export function PlaceDrawer({ id, tab }: { id: string; tab: string }) {
  const read = useQuery(`sub-account ${id}`, () => readPlace(id));
  const place = read.data;
  const isGone = read.problem?.status === 404;
  return (
    <Drawer
      title={place ? <bdi>{place.name}</bdi> : <Skeleton width="160px" height="18px" />}
      subtitle={place && whereText(place)}
      width="560px"
      onClose={() => go('sub-accounts')}
      testid="sub-account-drawer"
    >
      {isGone ? (
        <Notice tone="info">{t.subAccounts.gone}</Notice>
      ) : (
        <Refusal problem={read.problem} onAgain={read.again} />
      )}
      {read.loading && <SkeletonPage />}
      {place && !isGone && <Views place={place} tab={tab} />}
    </Drawer>
  );
}

function Views({ place, tab }: { place: PlaceWithPeople; tab: string }) {
  const words = t.subAccounts;
  const waiting = place.users.filter(user => user.status === 'pending').length;
  return (
    <Tabs
      label={words.tabs}
      tabs={[
        { id: 'plan', title: words.tab.plan },
        { id: 'users', title: words.tab.users, count: waiting },
        { id: 'numbers', title: words.tab.numbers },
      ]}
      value={tab}
      onChange={to => go('sub-accounts', place.id, to)}
    >
      {tab === 'users' ? (
        <UsersTab place={place} />
      ) : tab === 'numbers' ? (
        <NumbersTab place={place} />
      ) : (
        <PlanTab place={place} />
      )}
    </Tabs>
  );
}

function whereText({ country, timezone }: PlaceWithPeople): string {
  return [country && countryName(country), timezone && zoneName(timezone, viewer.value.locale)]
    .filter(Boolean)
    .join(' · ');
}
