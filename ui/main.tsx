import './tokens.css';
import './base.css';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asProblem, type Problem } from './api.ts';
import { connectAppHost } from './app-host.ts';
import { connectHost, NoHost } from './host.ts';
import { SkeletonPage } from './kit/Empty.tsx';
import { Shell } from './shell/Shell.tsx';
import { Standalone } from './shell/Standalone.tsx';
import { type Started, start } from './shell/start.ts';
import { setTheme } from './shell/theme.ts';
import { surroundings } from './surroundings.ts';
import { speak } from './text/index.ts';

const around = surroundings();
const host = around.kind === 'highlevel' ? connectAppHost(around) : connectHost(around);
host.onTheme(setTheme);

function App() {
  const [started, setStarted] = useState<Started | null>(null);
  const [stopped, setStopped] = useState<{ cause: NoHost | Problem; ended: boolean } | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current: Started | undefined;
    let gone = false;
    start(host).then(
      next => {
        if (gone) return next.stop();
        current = next;
        next.session.onEnded = cause => {
          next.stop();
          setStopped({ cause, ended: true });
        };
        setStarted(next);
      },
      (cause: unknown) => setStopped({ cause: cause instanceof NoHost ? cause : asProblem(cause), ended: false }),
    );
    return () => {
      gone = true;
      current?.stop();
    };
  }, [attempt]);

  if (stopped) {
    const again = () => {
      setStopped(null);
      setStarted(null);
      setAttempt(attempt + 1);
    };
    return <Standalone {...stopped} onAgain={again} />;
  }
  if (started) return <Shell me={started.me} onHeight={host.resize} />;
  return (
    <main class="shell-content">
      <SkeletonPage />
    </main>
  );
}

const place = document.getElementById('app');
// In the browser's language until the CRM has said whose eyes these are.
const shown = () => place && render(<App />, place);
speak(navigator.language).then(shown, shown);
