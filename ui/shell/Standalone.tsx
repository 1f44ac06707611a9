import type { Problem } from '../api.ts';
import { NoHost } from '../host.ts';
import { Button } from '../kit/Button.tsx';
import { Empty } from '../kit/Empty.tsx';
import { t } from '../text/index.ts';

/** The whole page when nobody is signed in: says why, and what to do. */
export function Standalone(props: { cause: NoHost | Problem; ended: boolean; onAgain: () => void }) {
  const { cause, ended, onAgain } = props;
  const words = wordsFor(cause, ended);
  const retry = !(cause instanceof NoHost && cause.why === 'not-framed');
  return (
    <main class="standalone" data-testid="standalone">
      <Empty
        icon="phone"
        title={words.title}
        act={retry && <Button onClick={onAgain}>{ended ? t.shell.ended.next : t.kit.tryAgain}</Button>}
      >
        {words.why} {words.next}
      </Empty>
    </main>
  );
}

function wordsFor(cause: NoHost | Problem, ended: boolean): { title: string; why: string; next: string } {
  const { shell } = t;
  if (ended) return { title: shell.ended.title, why: shell.ended.why, next: shell.ended.hint };
  if (cause instanceof NoHost) return cause.why === 'silent' ? shell.silent : shell.noHost;
  if (cause.status >= 400 && cause.status < 500) {
    return { title: cause.title, why: cause.detail, next: shell.refused.next };
  }
  return { title: cause.title, why: cause.detail, next: '' };
}
