import './margin.css';
import { Button, Empty, SkeletonPage } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { go } from '../../route.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { Ready } from '../../shell/Ready.tsx';
import { t } from '../../text/index.ts';
import { type Report, readMargin } from './calls.ts';
import { Figures } from './Figures.tsx';
import { IdleNumbers } from './IdleNumbers.tsx';
import { Months } from './Months.tsx';
import { Places } from './Places.tsx';

/** What the pool brings in and what it costs: this month, the months before, per client, and what lies idle. */
export default function Margin() {
  const report = useQuery('margin', readMargin);
  return (
    <>
      <PageHead title={t.margin.title}>{t.margin.about}</PageHead>
      <Ready query={report} skeleton={<SkeletonPage lines={8} />}>
        {data => (isBlank(data) ? <NothingYet /> : <Told report={data} />)}
      </Ready>
    </>
  );
}

function Told({ report }: { report: Report }) {
  return (
    <div class="margin">
      <Figures report={report} />
      <Months report={report} />
      <Places report={report} />
      <IdleNumbers report={report} />
    </div>
  );
}

function isBlank({ months, subAccounts, idle }: Report): boolean {
  return !subAccounts.length && !idle.length && months.every(month => !month.billed && !month.cost && !month.idle);
}

function NothingYet() {
  const { empty } = t.margin;
  return (
    <Empty
      icon="chart"
      title={empty.title}
      act={
        <Button kind="primary" onClick={() => go('numbers')} testid="margin-empty">
          {empty.act}
        </Button>
      }
    >
      {empty.why}
    </Empty>
  );
}
