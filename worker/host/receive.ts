import { and, eq, isNull, lt, or } from 'drizzle-orm';
import { agency } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import { receiveHighLevelEvent } from './highlevel/receive.ts';
import { receiveHostEvent } from './jwt/receive.ts';
import { agencyConcerned, hostById } from './store.ts';

const MINUTE = 60_000;

/** A host's event as it was stored. */
export interface Stored {
  /** Our id of the host. */
  origin: string;
  payload: unknown;
  receivedAt: number;
}

/** Gives an event to the adapter of its host (H-1, H-4). @param last the last attempt */
export async function receiveEvent(ctx: Ctx, event: Stored, last: boolean): Promise<void> {
  const host = await hostById(ctx, event.origin);
  if (!host) return ctx.log.warn('host.unknown', { hostId: event.origin });
  if (host.kind === 'highlevel') await receiveHighLevelEvent(ctx, host, event.payload, event.receivedAt, last);
  else await receiveHostEvent(ctx, host.id, event.payload, last);
  await noteEvent(ctx, event);
}

/** When the host was last heard of, to the minute: what Settings shows of the connection. */
async function noteEvent(ctx: Ctx, { origin, payload, receivedAt }: Stored): Promise<void> {
  const agencyId = await agencyConcerned(ctx, { source: 'host', origin, payload });
  if (!agencyId) return;
  const isOlder = or(isNull(agency.hostEventAt), lt(agency.hostEventAt, receivedAt - MINUTE));
  await ctx.db.read
    .update(agency)
    .set({ hostEventAt: receivedAt })
    .where(and(eq(agency.id, agencyId), isOlder));
}
