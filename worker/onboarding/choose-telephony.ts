import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { TwilioError } from '../edge/twilio.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { conflict, invalid, Problem, refused } from '../problem.ts';
import type { TelephonyChoice } from './shape.ts';
import { type AgencyRow, agencyOf, type NewAgency, numbersOutside, telephonyChanged } from './store.ts';

/** Nobody's number: asking for it costs one cheap, signed-in request. */
const ANY_NUMBER = '+15005550006';

/**
 * Chooses where numbers come from (T-6, N-3): our carrier account, or the agency's own at Twilio, whose token is tried by
 * a real request and kept sealed. Numbers of the pool live in one account, so it cannot change under them; a new
 * token for the same account is always welcome.
 */
export async function chooseTelephony(ctx: Ctx, agencyId: string, choice: TelephonyChoice): Promise<void> {
  const row = await agencyOf(ctx, agencyId);
  if (choice.kind === 'ours') {
    if (row.telephony === 'ours') return;
    return commit(ctx, row, ctx.env.TWILIO_ACCOUNT_SID, { telephony: 'ours', twilioSid: null, twilioToken: null });
  }
  const { sid, token } = choice;
  if (sid === ctx.env.TWILIO_ACCOUNT_SID) {
    throw invalid([{ field: 'sid', message: 'This is our own account. Enter the SID of yours, or choose ours.' }]);
  }
  await refuseUnanswered(ctx, sid, token);
  const twilioToken = await ctx.seal.close(token, `agency:${agencyId}`);
  await commit(ctx, row, sid, { telephony: 'own', twilioSid: sid, twilioToken });
}

async function refuseUnanswered(ctx: Ctx, sid: string, token: string): Promise<void> {
  try {
    await ctx.twilio({ sid, token }).held(ANY_NUMBER);
  } catch (cause) {
    if (!(cause instanceof TwilioError)) throw cause;
    if (cause.status === 401 || cause.status === 403 || cause.status === 404) {
      throw invalid([
        {
          field: 'token',
          message: 'Twilio does not accept this SID with this token. Copy both from your Twilio console.',
        },
      ]);
    }
    const detail = 'Nothing was changed. Try again in a minute.';
    throw new Problem(503, { code: 'carrier_unavailable', title: 'Twilio does not answer.', detail }, { cause });
  }
}

async function commit(ctx: Ctx, row: AgencyRow, account: string, set: Partial<NewAgency>): Promise<void> {
  const before = { telephony: row.telephony, sid: row.twilioSid };
  const after = { telephony: set.telephony, sid: set.twilioSid };
  const line = { agencyId: row.id, entity: 'agency', entityId: row.id, act: 'agency.telephony_chosen' };
  try {
    const changes = [telephonyChanged(ctx, row, account, set), auditLine(ctx, { ...line, before, after })];
    await commitWith(ctx, row.id, changes, mirrors(ctx, row.twilioSid, set.twilioSid ?? null));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    throw await refusal(ctx, row.id, account, cause);
  }
}

/** the KV entries of the account left behind and of the one taken, whose token may be a new one. */
function mirrors(ctx: Ctx, was: string | null, is: string | null): KeyedEffect[] {
  const accounts = new Set([was, is].flatMap(sid => sid ?? []));
  return [...accounts].map(accountSid => ({
    key: `mirror_account:${accountSid}:${ctx.id('acc')}`,
    effect: { kind: 'mirror_account', accountSid },
  }));
}

async function refusal(ctx: Ctx, agencyId: string, account: string, cause: LostRace): Promise<Problem> {
  if (cause.constraint.includes('agency.twilio_sid')) {
    return conflict(
      'twilio_in_use',
      'Not saved.',
      'This Twilio account is connected to another agency here. Use another one, or ask support.',
    );
  }
  const count = await numbersOutside(ctx, agencyId, account);
  if (count) {
    return refused(
      'pool_not_empty',
      'Not saved.',
      `${count} of your numbers live in another account and would be out of reach. Release them to the carrier first.`,
      { count },
    );
  }
  return conflict('changed', 'Not saved.', 'Somebody else changed this, or is buying a number, just now. Try again.');
}
