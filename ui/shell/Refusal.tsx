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

/**
 * Whom to ask: the agency's support contact after `ask`, by default "Stuck? Ask …:" (T-7); nothing when it has set none.
 * The agency's own people are not told to ask themselves.
 */
export function Support({ ask }: { ask?: (agency: string) => string }) {
  const me = useContext(MeContext);
  const agency = me?.agency;
  if (!agency?.supportEmail && !agency?.supportPhone) return null;
  const words = me?.context === 'agency' ? t.shell.ownSupport : t.shell.support;
  return (
    <span class="secondary">
      {' '}
      {(ask ?? words)(agency.name)}{' '}
      {agency.supportEmail && <a href={`mailto:${agency.supportEmail}`}>{agency.supportEmail}</a>}{' '}
      {agency.supportPhone && <PhoneNumber e164={agency.supportPhone} />}
    </span>
  );
}
