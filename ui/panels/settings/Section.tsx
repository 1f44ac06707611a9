import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** One matter of the settings: what it is about on the left, its controls on the right, one under the other when narrow. */
export function Section(props: {
  title: string;
  about?: ComponentChildren;
  children: ComponentChildren;
  testid?: string;
}) {
  const id = useId();
  return (
    <section class="settings-section" aria-labelledby={id} data-testid={props.testid}>
      <div>
        <h2 id={id}>{props.title}</h2>
        {props.about && <p class="secondary">{props.about}</p>}
      </div>
      <div class="stack">{props.children}</div>
    </section>
  );
}
