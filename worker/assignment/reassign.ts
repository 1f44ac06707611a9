import { attachAgent } from '../agent/attach.ts';
import type { Ctx, Person } from '../context.ts';
import { conflict } from '../problem.ts';
import { type Inclusion, inclusion, orLost, placeFor } from './include.ts';
import { move } from './move.ts';
import { stateOf } from './row.ts';
import { step } from './rules/step.ts';
import { type AssignmentRow, loadAssignment } from './store/assignment.ts';
import { poolNumber } from './store/candidate.ts';

/**
 * Hands a number that comes with the plan to another agent, or to another sub-account whose plan includes numbers, at any
 * time and at once. Between sub-accounts one assignment ends and the next begins in the same batch, so that the
 * former one's wires, calls and texts stay behind (L-6, N-10).
 */
export async function reassign(ctx: Ctx, person: Person, assignmentId: string, to: Inclusion): Promise<AssignmentRow> {
  const { agencyId } = person;
  const held = await loadAssignment(ctx, agencyId, assignmentId);
  const { row } = held;
  if (row.state === 'ended') {
    throw conflict('assignment_ended', 'Not reassigned.', 'This number went back to the pool. Select it there anew.');
  }
  if (row.mode !== 'included') {
    const why = 'This number is paid by its sub-account. Unassign it first, then assign it anew.';
    throw conflict('not_included', 'Not reassigned.', why);
  }
  const place = await placeFor(ctx, agencyId, to);
  if (to.subAccountId === row.subAccountId) {
    const here = { agencyId, subAccountId: row.subAccountId };
    await attachAgent(ctx, here, row.numberId, { agentId: to.agentId, replace: true });
    return (await loadAssignment(ctx, agencyId, assignmentId)).row;
  }
  const pooled = await poolNumber(ctx, agencyId, row.numberId);
  const ended = step(stateOf(row), { kind: 'unassigned' }, ctx.now);
  if (!pooled || !ended.ok) throw new Error(`assignment ${assignmentId} has no number`);
  const { statements, effects, row: next } = inclusion(ctx, person, pooled.number, place, to.agentId);
  await orLost(() => move(ctx, held, ended, {}, { statements, effects }));
  return (await loadAssignment(ctx, agencyId, next.id)).row;
}
