import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

type Judge = typeof import('../../../../worker/level/rules/entry.ts');

/** The numbering plans in full are large and only lists need them, so they come when a list is begun. */
const judge = signal<Judge | undefined>(undefined);

/** Says which number an entry names, as the commit will; undefined where it names none, or the plans are not here yet. */
export function useJudge(country: string): { ready: boolean; e164Of: (typed: string) => string | undefined } {
  useEffect(() => {
    if (judge.value) return;
    import('../../../../worker/level/rules/entry.ts').then(
      plans => {
        judge.value = plans;
      },
      // Without them the server alone judges; the next list asks for them again.
      () => undefined,
    );
  }, []);
  const plans = judge.value;
  return { ready: plans !== undefined, e164Of: typed => plans?.entryOf(typed, country) };
}
