import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { move } from './move.ts';
import { stateOf } from './row.ts';
import { step } from './rules/step.ts';
import { type AssignmentRow, loadAssignment } from './store/assignment.ts';

const TRIES = 4;

/**
 * Takes a number back at once: ours ends first, in one batch with what Stripe must still be told. Whatever is
 * paid afterwards is refunded. Taking back twice is taking back once.
 */
export async function unassign(ctx: Ctx, agencyId: string, assignmentId: string): Promise<AssignmentRow> {
  for (let attempt = 1; ; attempt += 1) {
    const held = await loadAssignment(ctx, agencyId, assignmentId);
    if (held.row.state === 'ended') return held.row;
    const ended = step(stateOf(held.row), { kind: 'unassigned' }, ctx.now);
    if (!ended.ok) throw new Error(`unassigning was refused: ${ended.why}`);
    try {
      await move(ctx, held, ended);
      return (await loadAssignment(ctx, agencyId, assignmentId)).row;
    } catch (cause) {
      if (!(cause instanceof LostRace) || attempt === TRIES) throw cause;
    }
  }
}
