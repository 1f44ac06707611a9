import { Component, type ComponentChildren, type ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../api.ts';
import { Button } from '../kit/Button.tsx';
import { Empty, SkeletonPage } from '../kit/Empty.tsx';
import { panels } from '../panels/index.ts';
import { t } from '../text/index.ts';
import { Refusal } from './Refusal.tsx';

/** Fetches a panel's code, then shows it; a panel that breaks does not take the others with it. */
export function PanelPlace({ id }: { id: string }) {
  const [Page, setPage] = useState<ComponentType | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    setProblem(null);
    panels[id]?.load().then(
      module => setPage(() => module.default),
      (cause: unknown) => setProblem(asProblem(cause)),
    );
  }, [id, attempt]);

  if (problem) return <Refusal problem={problem} onAgain={() => setAttempt(attempt + 1)} />;
  if (!Page) return <SkeletonPage />;
  return (
    <Boundary key={attempt} onAgain={() => setAttempt(attempt + 1)}>
      <Page />
    </Boundary>
  );
}

class Boundary extends Component<{ children: ComponentChildren; onAgain: () => void }, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(cause: unknown) {
    // Thrown again outside rendering, so that it shows in the browser's own error log.
    queueMicrotask(() => {
      throw cause;
    });
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const { title, why, next } = t.shell.broken;
    return (
      <Empty icon="warn" title={title} act={<Button onClick={this.props.onAgain}>{next}</Button>}>
        {why}
      </Empty>
    );
  }
}
