import './staff.css';
import { Empty, Notice, Table, useNarrowing } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { useQuery } from '../../query.ts';
import { go, route } from '../../route.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import { type Person, readStaff } from './calls.ts';
import { columns } from './columns.tsx';
import { GiveNumber } from './GiveNumber.tsx';
import { PersonDrawer } from './PersonDrawer.tsx';

const leave = () => go('staff');
const open = (person: Person) => go('staff', person.userId);

/** My Staff: who is rung where, and what is wrong before a call finds out (S-1, S-2). */
export default function Staff() {
  const { subAccount } = useMe();
  const list = useQuery('staff', readStaff);
  const [at, numberId] = route.value.path;
  const words = t.staff;
  const items = list.data?.items ?? [];
  const narrowing = useNarrowing(items, words.search, row => ({
    id: row.userId,
    label: row.name,
    detail: [row.email, row.phone.value, row.directNumber?.e164].filter(Boolean).join(' '),
  }));
  const person = items.find(item => item.userId === at);
  return (
    <>
      <PageHead title={words.title}>{words.about(subAccount?.name ?? '')}</PageHead>
      <Refusal problem={list.problem} onAgain={list.again} />
      {list.data && at && at !== 'give' && !person && <Notice tone="wait">{words.gone}</Notice>}
      {narrowing.field}
      {(list.data || list.loading) && (
        <div class="staff-list">
          <Table
            caption={words.table}
            columns={columns(list.data?.zone ?? viewer.value.zone, open)}
            rows={narrowing.rows}
            rowId={row => row.userId}
            rowName={row => row.name}
            rowActs={row => [
              [{ label: words.edit, icon: 'sliders', onChoose: () => open(row), testid: 'edit-person' }],
            ]}
            onOpen={open}
            loading={list.loading}
            empty={
              narrowing.empty || (
                <Empty icon="people" title={words.empty.title}>
                  {words.empty.why}
                </Empty>
              )
            }
            testid="staff"
          />
        </div>
      )}
      {list.data && person && <PersonDrawer person={person} list={list.data} onClose={leave} />}
      {list.data && at === 'give' && numberId && <GiveNumber numberId={numberId} list={list.data} onClose={leave} />}
    </>
  );
}
