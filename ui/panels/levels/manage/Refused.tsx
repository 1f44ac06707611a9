import type { Problem } from '../../../api.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';

/** A commit that was refused as a whole; one whose answer was lost can be sent again without harm. */
export function Refused({ problem }: { problem: Problem | undefined }) {
  return (
    <>
      <Refusal problem={problem} />
      {problem && (problem.status === 0 || problem.status >= 500) && <p class="secondary">{t.levels.manage.lost}</p>}
    </>
  );
}
