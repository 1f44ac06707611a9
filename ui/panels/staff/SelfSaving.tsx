import './staff.css';
import type { ComponentChildren } from 'preact';
import { Saved } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import type { Saving } from './saving.ts';

/** A field that saves itself, with the quiet word beside its label. A refusal that names no field is shown under it. */
export function SelfSaving(props: {
  saving: Pick<Saving<never>, 'busy' | 'saved' | 'problem'>;
  /** The field of the request that the control itself shows errors of. */
  field: string;
  children: ComponentChildren;
}) {
  const { busy, saved, problem } = props.saving;
  const elsewhere = problem && !problem.fields[props.field] ? problem : undefined;
  return (
    <div class="self-saving">
      {props.children}
      <span class="self-saving-word">
        {busy && <span class="secondary">{t.staff.saving}</span>}
        {saved && <Saved>{t.staff.saved}</Saved>}
      </span>
      <Refusal problem={elsewhere} />
    </div>
  );
}
