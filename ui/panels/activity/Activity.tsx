import './activity.css';
import { Tabs } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { go, route } from '../../route.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { t } from '../../text/index.ts';
import { readFindings } from './calls.ts';
import { Findings } from './Findings.tsx';
import { stateOf } from './finding-state.ts';
import { Trail } from './Trail.tsx';

const FINDINGS = 'findings';

/** Who changed what, and what does not agree with Stripe and Twilio. */
export default function Activity() {
  const words = t.activity;
  const findings = useQuery('findings', readFindings);
  const open = findings.data?.items.filter(one => stateOf(one) === 'open').length;
  const tab = route.value.path[0] === FINDINGS ? FINDINGS : 'trail';
  return (
    <>
      <PageHead title={words.title}>{words.about}</PageHead>
      <Tabs
        label={words.tabs}
        tabs={[
          { id: 'trail', title: words.trail },
          { id: FINDINGS, title: words.findings, count: open },
        ]}
        value={tab}
        onChange={id => (id === FINDINGS ? go('activity', FINDINGS) : go('activity'))}
      >
        {tab === FINDINGS ? <Findings findings={findings} /> : <Trail />}
      </Tabs>
    </>
  );
}
