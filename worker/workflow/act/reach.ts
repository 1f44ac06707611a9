import type { Ctx } from '../../context.ts';
import { goal } from '../../outbound/parties.ts';
import { placeCall } from '../../outbound/place-call.ts';
import { markedOff, offered, usable } from '../../outbound/rules/sender.ts';
import { sendText } from '../../outbound/send-text.ts';
import { recipientOf, sendersOf } from '../../outbound/store.ts';
import { invalid, notFound, refused } from '../../problem.ts';
import type { Place } from '../caller.ts';
import type { callContact, sendText as sendTextAction } from '../catalogue/contact-actions.ts';
import type { InputOf } from '../catalogue/definition.ts';
import { given, heldNumber, heldPerson, reached } from './given.ts';

/**
 * W-2, O-2: the same text and the same refusals as an automatic one. @param requestId the same one never sends twice
 */
export async function text(ctx: Ctx, place: Place, input: InputOf<typeof sendTextAction>, requestId: string) {
  const { to } = await reached(ctx, place, input);
  const from = given(input.from);
  const numberId = from === undefined ? null : (await heldNumber(ctx, place, from)).id;
  const { body } = input;
  const sent = await sendText(ctx, { ...place, userId: null, to, numberId, body, requestId, kind: 'automatic' });
  return { message_id: sent.id, status: sent.status, from: sent.from, to: sent.to };
}

/** W-2, O-3: rings one of the people, then the contact. @param requestId the same one never calls twice */
export async function call(ctx: Ctx, place: Place, input: InputOf<typeof callContact>, requestId: string) {
  const { to: typed } = await reached(ctx, place, input);
  const userId = await whoCalls(ctx, place, typed, given(input.user));
  const from = given(input.from);
  const shown = from === undefined ? await shownNumber(ctx, place, userId) : (await heldNumber(ctx, place, from)).id;
  const { callId } = await placeCall(ctx, { ...place, userId, to: typed, from: shown, requestId });
  return { call_id: callId };
}

async function whoCalls(ctx: Ctx, place: Place, typed: string, named: string | undefined): Promise<string> {
  if (named !== undefined) return (await heldPerson(ctx, place, named)).id;
  const senders = await sendersOf(ctx, place, null);
  if (!senders) throw notFound('sub-account');
  const { contactOwner } = await recipientOf(ctx, place, goal(typed, senders));
  if (contactOwner) return contactOwner.userId;
  throw invalid([{ field: 'user', message: 'Nobody looks after this contact. Say who is to call.' }]);
}

/** O-3: their own number first, then the company number they may show. */
async function shownNumber(ctx: Ctx, place: Place, userId: string): Promise<string> {
  const senders = await sendersOf(ctx, place, userId);
  if (!senders?.person) throw notFound('user');
  const numbers = offered(senders.numbers, senders.person);
  const number = numbers.find(one => usable(one, 'call', ctx.now).ok);
  if (number) return number.numberId;
  const marked = markedOff(numbers, 'call', ctx.now);
  if (marked) throw refused(marked.code, 'Not called.', marked.why);
  const why = `${senders.person.name} has neither a direct nor a company number that can make calls. Give them one under My Staff.`;
  throw refused('no_sender', 'Not called.', why);
}
