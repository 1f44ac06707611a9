import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { TwilioError } from '../edge/twilio.ts';
import { conflict, notFound, Problem, refused } from '../problem.ts';
import { twilioFor } from '../tenancy/telephony.ts';
import type { PlaceTestCall } from './shape.ts';
import { heldNumber, type Tenant, testCallerFor, testCallPlaced, unlessUnderWay } from './store.ts';

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
  const asked = { tenant, requestId, numberId, from };
  if (!(await begun(ctx, asked))) return placedMeanwhile(ctx, tenant, requestId);
  const callSid = await ring(ctx, number, from, () => noted(ctx, asked, 'refused', {}));
  await noted(ctx, asked, 'placed', { callSid });
  return { callSid };
}

interface Asked {
  tenant: Tenant;
  requestId: string;
  numberId: string;
  from: string;
}

/** So long a request that came to no end keeps its own repeats from calling. */
const UNDER_WAY_MS = 60_000;

/** Takes the request for oneself; of two at once only one may call. */
async function begun(ctx: Ctx, asked: Asked): Promise<boolean> {
  const [rows] = await ctx.db.commit([
    unlessUnderWay(lineOf(ctx, asked, 'placing', {}), asked, ctx.now - UNDER_WAY_MS),
  ]);
  return rows === 1;
}

async function placedMeanwhile(ctx: Ctx, tenant: Tenant, requestId: string): Promise<{ callSid: string }> {
  const placed = await testCallPlaced(ctx, tenant, requestId);
  if (placed) return { callSid: placed.callSid };
  throw conflict(
    'call_in_progress',
    'Not called again.',
    'This test call is being placed already. Wait for it to ring.',
  );
}

/** A test call changes no row of ours; its lines speak for themselves. */
async function noted(ctx: Ctx, asked: Asked, act: string, more: object): Promise<void> {
  const { sql, params } = lineOf(ctx, asked, act, more).toSQL();
  await ctx.db.commit([{ toSQL: () => ({ sql: sql.replace('changes()', '1'), params }) }]);
}

function lineOf(ctx: Ctx, { tenant, requestId, numberId, from }: Asked, act: string, more: object) {
  const after = { ...more, numberId, from };
  return auditLine(ctx, { ...tenant, entity: 'test_call', entityId: requestId, act, after });
}

async function ring(
  ctx: Ctx,
  number: { e164: string; twilioAccountSid: string },
  from: string,
  refused: () => Promise<void>,
): Promise<string> {
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
    // Without an answer it may ring all the same; a repeat waits.
    if (cause.status >= 400 && cause.status < 500) await refused();
    const detail = `The carrier did not place the call: ${cause.message}. Try again in a minute.`;
    throw new Problem(502, { code: 'carrier_refused', title: 'Not called.', detail }, { cause });
  }
}
