import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import type { SetVoicemail } from './shape.ts';
import { type Place, placeOf } from './store.ts';
import { voicemailSet } from './wires.ts';

/** R-8, S-4: whether a call that nobody takes may leave a message, and what callers hear first; from the next call on. */
export async function setVoicemail(ctx: Ctx, place: Place, wanted: SetVoicemail): Promise<void> {
  const home = await placeOf(ctx, place);
  if (!home) throw notFound('sub-account');
  const before = { on: home.voicemail, greeting: home.greeting };
  if (before.on === wanted.on && before.greeting === wanted.greeting) return;
  await ctx.db.commit([
    voicemailSet(ctx, place, wanted),
    auditLine(ctx, {
      ...place,
      entity: 'sub_account',
      entityId: place.subAccountId,
      act: 'voicemail_set',
      before,
      after: wanted,
    }),
  ]);
}
