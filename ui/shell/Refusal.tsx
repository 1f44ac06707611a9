import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import type { Problem } from '../api.ts';
import { Button } from '../kit/Button.tsx';
import { Notice } from '../kit/Notice.tsx';
import { PhoneNumber } from '../kit/Number.tsx';
import { MeContext } from '../me.ts';
import { t } from '../text/index.ts';

/** A refusal in place: what did not happen, why, what to do, and whom to ask (T-7). `acts` are the mends. */
export function Refusal(props: {
  problem: Problem | undefined;
  acts?: ComponentChildren;
  onAgain?: (() => void) | undefined;
  testid?: string;
}) {
  const { problem, onAgain } = props;
  if (!problem) return null;
  const again = onAgain && (
    <Button small onClick={onAgain}>
      {t.kit.tryAgain}
    </Button>
  );
  return (
    <Notice
      tone="bad"
      title={problem.title}
      acts={
        props.acts || again ? (
          <>
            {props.acts}
            {again}
          </>
        ) : undefined
      }
      testid={props.testid ?? 'refusal'}
    >
      {problem.detail}
      {problem.status !== 0 && <Support />}
      {problem.status >= 500 && problem.reference && (
        <span class="secondary"> {t.shell.reference(problem.reference)}</span>
      )}
    </Notice>
  );
}

/** Whom to ask: the agency's support contact after `ask`, by default "Stuck? Ask …:" (T-7); nothing when it has set none. */
export function Support({ ask = t.shell.support }: { ask?: (agency: string) => string }) {
  const agency = useContext(MeContext)?.agency;
  if (!agency?.supportEmail && !agency?.supportPhone) return null;
  return (
    <span class="secondary">
      {' '}
      {ask(agency.name)} {agency.supportEmail && <a href={`mailto:${agency.supportEmail}`}>{agency.supportEmail}</a>}{' '}
      {agency.supportPhone && <PhoneNumber e164={agency.supportPhone} />}
    </span>
  );
}
