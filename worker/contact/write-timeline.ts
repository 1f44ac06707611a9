import type { Ctx } from '../context.ts';
import { connectHost } from '../host/connect.ts';
import { HostError } from '../host/port.ts';
import { Hopeless } from '../notification/rules/retry.ts';
import { hostIdsFor } from './store.ts';
import type { TimelineEffect } from './timeline.ts';

/**
 * Writes one entry to a contact's timeline in the host (C-2). A contact deleted meanwhile has no timeline any more, and a
 * host without an interface none at all: our own record is then what is kept. What the host refuses for good is parked.
 */
export async function writeTimeline(ctx: Ctx, effect: TimelineEffect): Promise<void> {
  const { contact, user } = await hostIdsFor(ctx, effect);
  const host = contact && contact.deletedAt === null ? await connectHost(ctx, effect.agencyId) : undefined;
  if (!contact || !host) return ctx.log.info('timeline.kept_here_only', { contactId: effect.contactId });
  const { key, entryKind, direction, at, from, to, status, durationS, body } = effect;
  try {
    await host.addTimeline(
      { locationId: contact.hostLocationId, id: contact.hostContactId },
      {
        key,
        kind: entryKind,
        direction: direction === 'in' ? 'inbound' : 'outbound',
        at,
        from,
        to,
        status,
        ...(durationS !== undefined && { durationS }),
        ...(body && { body }),
        ...(user && { userId: user.hostUserId }),
      },
    );
  } catch (cause) {
    if (cause instanceof HostError && !cause.mayPass) throw new Hopeless(cause.message, { cause });
    throw cause;
  }
}
