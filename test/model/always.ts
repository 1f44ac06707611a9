import { isLive } from '../../worker/assignment/rules/live.ts';
import type { Play } from './play.ts';

/** What holds after every command, whatever has not been delivered yet. */
export async function checkAlways(play: Play): Promise<void> {
  const now = play.world.clock.now();
  const shared = await play.rows<{ number_id: string }>(
    `select number_id from assignment where state <> 'ended' group by number_id having count(*) > 1`,
  );
  for (const { number_id } of shared) throw new Error(`A-2: ${number_id} has two owners`);

  const wired = await play.rows<{ id: string; state: string | null; ends_at: number | null }>(
    `select n.id, a.state, a.ends_at from number n
     left join assignment a on a.number_id = n.id and a.state <> 'ended' where n.wired_to is not null`,
  );
  for (const { id, state } of wired) {
    if (state === null || state === 'pending') throw new Error(`L-6: ${id} is wired but ${state ?? 'unassigned'}`);
  }

  const early = await play.rows<{ id: string }>(
    `select id from assignment where end_reason = 'released' and ended_at < coalesce(ends_at, paid_through)`,
  );
  for (const { id } of early) throw new Error(`A-8: ${id} was released before its paid period ended`);

  const served = await play.rows<{ id: string; state: never; ends_at: number | null; paid_through: number | null }>(
    `select id, state, ends_at, paid_through from assignment where mode = 'paid' and state in ('active', 'ending')`,
  );
  for (const { id, state, ends_at: endsAt, paid_through: paidThrough } of served) {
    if (isLive({ state, endsAt }, now) && paidThrough === null) throw new Error(`A-6: ${id} serves unpaid`);
  }
}
