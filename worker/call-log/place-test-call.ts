import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { TwilioError } from '../edge/twilio.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import type { PlaceTestCall } from './shape.ts';
import { heldNumber, type Tenant, testCallerFor, testCallPlaced } from './store.ts';

const RING_S = 60;
const LONGEST_S = 120;

/** L-4: really calls a number, from another one of the agency. Whoever takes the call hears that it is a test. */
export async function placeTestCall(
  ctx: Ctx,
  tenant: Tenant,
  { numberId, requestId }: PlaceTestCall,
): Promise<{ callSid: string }> {
  const number = await heldNumber(ctx, tenant, numberId);
  if (!number) throw notFound('number');
  const before = await testCallPlaced(ctx, tenant, requestId);
  if (before) return { callSid: before.callSid };
  if (!number.voice) throw refused('no_voice', 'Not called.', 'This number takes no calls. Choose another one.');
  const from = await testCallerFor(ctx, tenant, number);
  if (!from) {
    const detail =
      'A test call comes from another number, and there is no free one. Call it from your own phone instead.';
    throw refused('no_test_caller', 'Not called.', detail);
  }
  const callSid = await ring(ctx, number, from);
  const line = {
    ...tenant,
    entity: 'test_call',
    entityId: requestId,
    act: 'placed',
    after: { callSid, numberId, from },
  };
  await ctx.db.commit([standalone(ctx, line)]);
  return { callSid };
}

async function ring(ctx: Ctx, number: { e164: string; twilioAccountSid: string }, from: string): Promise<string> {
  const twilio = await twilioFor(ctx, number.twilioAccountSid);
  const base = ctx.env.PUBLIC_URL;
  try {
    const { sid } = await twilio.createCall({
      from,
      to: number.e164,
      url: `${base}/twilio/voice/test`,
      statusCallback: `${base}/twilio/voice/test/status`,
      timeout: RING_S,
      timeLimit: LONGEST_S,
    });
    return sid;
  } catch (cause) {
    if (!(cause instanceof TwilioError)) throw cause;
    const detail = `The carrier did not place the call: ${cause.message}. Try again in a minute.`;
    throw new Problem(502, { code: 'carrier_refused', title: 'Not called.', detail }, { cause });
  }
}

/** A test call changes no row of ours; its line speaks for itself. */
function standalone(ctx: Ctx, line: Parameters<typeof auditLine>[1]) {
  const { sql, params } = auditLine(ctx, line).toSQL();
  return { toSQL: () => ({ sql: sql.replace('changes()', '1'), params }) };
}
