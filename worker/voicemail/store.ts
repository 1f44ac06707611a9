import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { call, membership, message, number, staffSetting, subAccount, user, voicemail } from '../../schema/index.ts';
import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';

interface Place {
  agencyId: string;
  subAccountId: string;
}

/** A voicemail of that sub-account, and the call it was left in. */
export async function voicemailIn(ctx: Pick<Ctx, 'db'>, { agencyId, subAccountId }: Place, id: string) {
  const [row] = await ctx.db.read
    .select({ id: voicemail.id, heardAt: voicemail.heardAt, callId: call.id, from: call.from, to: call.to })
    .from(voicemail)
    .innerJoin(call, eq(call.id, voicemail.callId))
    .where(and(eq(voicemail.agencyId, agencyId), eq(voicemail.subAccountId, subAccountId), eq(voicemail.id, id)));
  return row;
}

export function heard(ctx: Pick<Ctx, 'db' | 'now' | 'actor'>, place: Place, id: string): Statement[] {
  return [
    ctx.db.read
      .update(voicemail)
      .set({ heardAt: ctx.now })
      .where(
        and(
          eq(voicemail.agencyId, place.agencyId),
          eq(voicemail.subAccountId, place.subAccountId),
          eq(voicemail.id, id),
          isNull(voicemail.heardAt),
        ),
      ),
    auditLine(ctx, { ...place, entity: 'voicemail', entityId: id, act: 'heard' }),
  ];
}

/** Where a voicemail's sound lies at Twilio. No tenant: a signature of ours names the voicemail. */
export async function soundOf(ctx: Pick<Ctx, 'db'>, voicemailId: string) {
  const [row] = await ctx.db.read
    .select({ recordingSid: voicemail.recordingSid, twilioAccountSid: number.twilioAccountSid })
    .from(voicemail)
    .innerJoin(call, eq(call.id, voicemail.callId))
    .innerJoin(number, eq(number.id, call.numberId))
    .where(eq(voicemail.id, voicemailId));
  return row;
}

/** What came with a text, where it lies at Twilio. No tenant: a signature of ours names the text. */
export async function mediaOf(ctx: Pick<Ctx, 'db'>, messageId: string) {
  const [row] = await ctx.db.read
    .select({ media: message.media, twilioAccountSid: number.twilioAccountSid })
    .from(message)
    .innerJoin(number, eq(number.id, message.numberId))
    .where(eq(message.id, messageId));
  return row;
}

/**
 * Who is mailed about a voicemail (S-3): the mailbox's user, or the owner and admins for the sub-account's; those of them
 * who want it and may sign in.
 */
export async function toBeMailed(
  ctx: Pick<Ctx, 'db'>,
  { agencyId, subAccountId }: Place,
  userId: string | null,
): Promise<{ userIds: string[]; subAccountName: string; timezone: string }> {
  const [people, places] = await ctx.db.read.batch([
    ctx.db.read
      .select({ userId: user.id, email: user.email, wants: staffSetting.emailVoicemail })
      .from(membership)
      .innerJoin(user, and(eq(user.id, membership.userId), eq(user.agencyId, agencyId)))
      .leftJoin(staffSetting, and(eq(staffSetting.userId, user.id), eq(staffSetting.subAccountId, subAccountId)))
      .where(
        and(
          eq(membership.agencyId, agencyId),
          eq(membership.subAccountId, subAccountId),
          userId === null ? inArray(membership.role, ['owner', 'admin']) : eq(user.id, userId),
          eq(user.status, 'approved'),
          isNull(user.deletedAt),
          or(isNull(staffSetting.emailVoicemail), eq(staffSetting.emailVoicemail, true)),
        ),
      ),
    ctx.db.read
      .select({ name: subAccount.name, timezone: subAccount.timezone })
      .from(subAccount)
      .where(and(eq(subAccount.agencyId, agencyId), eq(subAccount.id, subAccountId))),
  ]);
  const [place] = places;
  return {
    userIds: people.filter(person => person.email).map(person => person.userId),
    subAccountName: place?.name ?? '',
    timezone: place?.timezone ?? 'UTC',
  };
}
