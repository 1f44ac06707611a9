import type { Problem } from '../../api.ts';
import { Refusal } from '../../shell/Refusal.tsx';

/** A refusal that the field itself does not already show. */
export function FieldRefusal({ problem, field }: { problem: Problem | undefined; field: string }) {
  return <Refusal problem={problem?.fields[field] ? undefined : problem} />;
}
