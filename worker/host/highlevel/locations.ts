import type { Ctx } from '../../context.ts';
import { subAccountByLocation } from '../../tenancy/store.ts';
import { noteLocationInstall } from '../install.ts';
import { mirrorLocation } from '../mirror.ts';
import type { Install } from './app.ts';
import { readLocation } from './people.ts';
import { speakingAs } from './token.ts';

/**
 * Takes a location in that has the app (H-2): one of an agency's future ones, or one that put the app back. That it has it,
 * the host says by giving out a token for it. Throws `HostError` where it does not.
 */
export async function admitLocation(ctx: Ctx, install: Install, locationId: string): Promise<void> {
  const record = await speakingAs(ctx, install, locationId, token => readLocation(install, token, locationId));
  const byHost: Ctx = { ...ctx, actor: { kind: 'host', id: install.host.id, source: ctx.actor.source } };
  await mirrorLocation({ ctx: byHost, agencyId: install.agencyId, at: ctx.now }, record);
  const place = await subAccountByLocation(ctx, install.agencyId, locationId);
  const at = Math.max(ctx.now, place?.installChangedAt ?? 0);
  await noteLocationInstall(byHost, install.agencyId, locationId, true, at);
}
