import { timelineEffect } from '../contact/timeline.ts';
import type { Ctx } from '../context.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { triggered } from '../workflow/fire.ts';
import { toBeMailed } from './store.ts';

/** A message that was just left. */
export interface LeftMessage {
  id: string;
  agencyId: string;
  subAccountId: string;
  /** Whose mailbox; null = the sub-account's. */
  userId: string | null;
  durationS: number;
  from: string;
  to: string;
  /** The caller's name, where they are a contact. */
  callerName: string | null;
  /** Our ids of the contacts whose timeline gets it. */
  contactIds: readonly string[];
}

/**
 * Whom a voicemail is told to: by mail who looks after the mailbox and wants that (S-3), the contact's timeline (C-2), and
 * workflows (W-1).
 */
export async function voicemailNews(ctx: Ctx, left: LeftMessage): Promise<KeyedEffect[]> {
  const { id, agencyId, subAccountId, userId, durationS, from, to, callerName, contactIds } = left;
  const { userIds, subAccountName, timezone } = await toBeMailed(ctx, { agencyId, subAccountId }, userId);
  const params = {
    ...{ e164: to, subAccountName, timezone, price: 0, currency: 'usd' },
    voicemail: { from, callerName, durationS, at: ctx.now },
  };
  return [
    ...userIds.map(recipient => ({
      key: `voicemail:${id}:${recipient}`,
      effect: { kind: 'mail', template: 'voicemail', agencyId, subAccountId, userId: recipient, params } as const,
    })),
    triggered({ agencyId, subAccountId, happening: 'voicemail_left', subjectId: id, at: ctx.now }),
    ...timelineEffect({
      ...{ agencyId, subAccountId, contactIds, from, to, durationS },
      key: `voicemail:${id}`,
      kind: 'voicemail',
      direction: 'in',
      at: ctx.now,
      status: 'left',
    }),
  ];
}
