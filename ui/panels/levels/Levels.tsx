import './levels.css';
import { Empty, Tabs } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { useQuery } from '../../query.ts';
import { go, route } from '../../route.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { PageHead } from '../../shell/PageHead.tsx';
import { Ready } from '../../shell/Ready.tsx';
import { t } from '../../text/index.ts';
import { Assignments } from './Assignments.tsx';
import { BusinessPage } from './BusinessPage.tsx';
import { readTree, type Tree } from './calls.ts';
import { ProgramPage } from './ProgramPage.tsx';
import { UnitPage } from './UnitPage.tsx';

const VIEW = 'assignments';

/** Business units and programs: the levels of a business, the numbers on each and what they call for (N-5 to N-9). */
export default function Levels() {
  const { subAccount } = useMe();
  const query = useQuery('levels', readTree);
  const [first, id] = route.value.path;
  if ((first === 'unit' || first === 'program') && id) {
    return <Ready query={query}>{tree => <Inside key={id} tree={tree} kind={first} id={id} />}</Ready>;
  }
  const words = t.levels;
  return (
    <>
      <PageHead title={words.title}>{words.about(subAccount?.name ?? '')}</PageHead>
      <Tabs
        label={words.views}
        tabs={[
          { id: 'structure', title: words.structure },
          { id: VIEW, title: words.assignments },
        ]}
        value={first === VIEW ? VIEW : 'structure'}
        onChange={tab => (tab === VIEW ? go('levels', VIEW) : go('levels'))}
      >
        {first === VIEW ? <Assignments /> : <Ready query={query}>{tree => <BusinessPage tree={tree} />}</Ready>}
      </Tabs>
    </>
  );
}

function Inside({ tree, kind, id }: { tree: Tree; kind: 'unit' | 'program'; id: string }) {
  const unit = tree.items.find(one => (kind === 'unit' ? one.id === id : one.programs.some(two => two.id === id)));
  const program = unit?.programs.find(one => one.id === id);
  if (unit && program) return <ProgramPage tree={tree} unit={unit} program={program} />;
  if (unit) return <UnitPage tree={tree} unit={unit} />;
  const { gone } = t.levels;
  return (
    <Empty icon="info" title={gone.title} act={<GoTo panel="levels">{gone.act}</GoTo>}>
      {gone.why}
    </Empty>
  );
}
