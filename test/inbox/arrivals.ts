import { eq } from 'drizzle-orm';
import { call, inboxShare, message, voicemail } from '../../schema/index.ts';
import type { Ctx } from '../../worker/context.ts';
import type { Office } from './desk.ts';

/** Puts calls, texts and voicemail into an office's inbox as routing does, each a second after the one before. */
export function arrivalsAt(ctx: Ctx) {
  // What came is an hour old at most; people look at it now.
  let clock = ctx.now - 3_600_000;

  const shared = async (o: Office, record: string, selected: readonly string[]): Promise<void> => {
    if (!selected.length) return;
    await ctx.db.read
      .insert(inboxShare)
      .values(selected.map(userId => ({ record, subAccountId: o.subAccountId, userId })));
  };
  const trace = (rule: string) => ({ trace: [{ rule, matched: true, why: '' }] });

  /** A call that came; each a second after the one before. */
  const came = async (
    o: Office,
    from: string,
    over: Partial<typeof call.$inferInsert> & { selected?: string[]; rule?: string } = {},
  ): Promise<string> => {
    const { selected = [o.staffId], rule = 'R-6', ...row } = over;
    clock += 1000;
    const id = ctx.id('cal');
    await ctx.db.read.insert(call).values({
      id,
      callSid: `CA${id}`,
      ...{ agencyId: o.agencyId, subAccountId: o.subAccountId, assignmentId: o.assignmentId, numberId: o.numberId },
      from,
      to: o.e164,
      decision: trace(rule),
      status: 'missed',
      unknown: true,
      ruleName: 'Front desk',
      startedAt: clock,
      endedAt: clock,
      ...row,
    });
    await shared(o, `call:${id}`, selected);
    return id;
  };

  /** A text that came. */
  const wrote = async (
    o: Office,
    from: string,
    body: string,
    over: Partial<typeof message.$inferInsert> & { selected?: string[]; rule?: string } = {},
  ): Promise<string> => {
    const { selected = [o.staffId], rule = 'R-6', ...row } = over;
    clock += 1000;
    const id = ctx.id('msg');
    await ctx.db.read.insert(message).values({
      id,
      ...{ agencyId: o.agencyId, subAccountId: o.subAccountId, assignmentId: o.assignmentId, numberId: o.numberId },
      direction: 'in',
      from,
      to: o.e164,
      body,
      media: [],
      kind: 'inbound',
      messageSid: `SM${id}`,
      status: 'received',
      unknown: true,
      decision: trace(rule),
      at: clock,
      ...row,
    });
    await shared(o, `message:${id}`, selected);
    return id;
  };

  /** A message left in that call. */
  const left = async (o: Office, callId: string, userId: string | null = null): Promise<string> => {
    const id = ctx.id('vml');
    const { agencyId, subAccountId, assignmentId } = o;
    await ctx.db.read.insert(voicemail).values({
      id,
      agencyId,
      subAccountId,
      assignmentId,
      callId,
      userId,
      recordingSid: `RE${id}`,
      durationS: 7,
      at: clock,
    });
    await ctx.db.read.update(call).set({ status: 'voicemail' }).where(eq(call.id, callId));
    return id;
  };

  return { came, wrote, left };
}
