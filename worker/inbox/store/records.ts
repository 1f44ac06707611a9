import { and, desc, eq, ne, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { agent, call, message, number, user, voicemail } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import type { RecordFacts } from '../rules/visible.ts';
import { by, of, type Place, span, type Which } from './which.ts';

export type { Mark, Place, Which } from './which.ts';

/** A call or text as the inbox needs it: what decides who sees it, and what is shown. */
export interface InboxRecord extends RecordFacts {
  id: string;
  from: string;
  to: string;
  numberId: string;
  assignmentId: string | null;
  e164: string;
  status: string;
  overflow: boolean;
  contactId: string | null;
  ruleName: string | null;
  /** Who answered, placed or wrote it: a user, or an agent (O-5). */
  person: { id: string; name: string } | null;
  durationS: number | null;
  body: string | null;
  media: string[];
  errorCode: string | null;
  voicemail: { id: string; durationS: number; heardAt: number | null } | null;
}

/** Calls and texts of a sub-account, newest first: one round trip. */
export async function recordsOf(ctx: Pick<Ctx, 'db'>, place: Place, which: Which): Promise<InboxRecord[]> {
  const [calls, texts] = await ctx.db.read.batch([callQuery(ctx, place, which), textQuery(ctx, place, which)]);
  // A call in which two messages were left comes twice.
  const all = new Map([...calls.map(fromCall), ...texts.map(fromText)].map(record => [record.id, record]));
  return [...all.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, which.limit);
}

/** The users selected when it came. */
function selectedFor(record: SQL): SQL<string | null> {
  return sql`(select group_concat(user_id) from inbox_share where record = ${record})`;
}

/** Whether that rule was the one that applied, by the trace. */
function matched(decision: typeof call.decision | typeof message.decision, rule: string): SQL<number> {
  return sql`exists (select 1 from json_each(${decision}, '$.trace')
    where json_extract(value, '$.rule') = ${rule} and json_extract(value, '$.matched'))`;
}

function callQuery(ctx: Pick<Ctx, 'db'>, place: Place, which: Which) {
  return ctx.db.read
    .select({
      call,
      e164: number.e164,
      personName: user.name,
      agentName: agent.name,
      voicemailId: voicemail.id,
      voicemailDurationS: voicemail.durationS,
      heardAt: voicemail.heardAt,
      selected: selectedFor(sql`'call:' || ${call.id}`),
      isDirect: matched(call.decision, 'R-3'),
      wasOwned: matched(call.decision, 'R-5'),
    })
    .from(call)
    .innerJoin(number, eq(number.id, call.numberId))
    .leftJoin(user, eq(user.id, sql`coalesce(${call.answeredByUserId}, ${call.placedByUserId})`))
    .leftJoin(agent, and(eq(agent.id, call.placedByAgentId), eq(agent.agencyId, place.agencyId)))
    .leftJoin(voicemail, eq(voicemail.callId, call.id))
    .where(
      and(
        eq(call.agencyId, place.agencyId),
        sql`${by(which, call.subAccountId)} = ${place.subAccountId}`,
        // A call that is still ringing is nobody's yet.
        or(ne(call.status, 'in_progress'), eq(call.direction, 'out')),
        ne(call.status, 'not_in_service'),
        of(which, place, call.id, 'call'),
        span(which, by(which, call.startedAt), sql`${call.id}`),
      ),
    )
    .orderBy(desc(call.startedAt), desc(call.id))
    .limit(which.limit);
}

function textQuery(ctx: Pick<Ctx, 'db'>, place: Place, which: Which) {
  return ctx.db.read
    .select({
      message,
      e164: number.e164,
      personName: user.name,
      agentName: agent.name,
      selected: selectedFor(sql`'message:' || ${message.id}`),
      isDirect: matched(message.decision, 'R-3'),
      wasOwned: matched(message.decision, 'R-5'),
    })
    .from(message)
    .innerJoin(number, eq(number.id, message.numberId))
    .leftJoin(user, eq(user.id, message.userId))
    .leftJoin(agent, and(eq(agent.id, message.agentId), eq(agent.agencyId, place.agencyId)))
    .where(
      and(
        eq(message.agencyId, place.agencyId),
        sql`${by(which, message.subAccountId)} = ${place.subAccountId}`,
        // Relays and copies repeat a text that is here already.
        notInArray(message.kind, ['relay', 'copy']),
        of(which, place, message.id, 'message'),
        span(which, by(which, message.at), sql`${message.id}`),
      ),
    )
    .orderBy(desc(message.at), desc(message.id))
    .limit(which.limit);
}

type CallFound = Awaited<ReturnType<typeof callQuery>>[number];
type TextFound = Awaited<ReturnType<typeof textQuery>>[number];

function fromCall({ call: row, ...more }: CallFound): InboxRecord {
  const isOut = row.direction === 'out';
  const personId = row.answeredByUserId ?? row.placedByUserId;
  return {
    ...shared(row, more),
    kind: 'call',
    at: row.startedAt,
    answeredBy: isOut ? null : row.answeredByUserId,
    isAnsweredElsewhere: !isOut && row.status === 'answered' && row.answeredByUserId === null,
    by: row.placedByUserId,
    overflow: row.overflow,
    ruleName: row.ruleName,
    person: who(personId, more.personName) ?? who(row.placedByAgentId, more.agentName),
    durationS: row.durationS,
    body: null,
    media: [],
    errorCode: null,
    voicemail: more.voicemailId
      ? { id: more.voicemailId, durationS: more.voicemailDurationS ?? 0, heardAt: more.heardAt }
      : null,
  };
}

function fromText({ message: row, ...more }: TextFound): InboxRecord {
  const ruleName = row.decision?.ruleName;
  return {
    ...shared(row, more),
    kind: 'text',
    at: row.at,
    answeredBy: null,
    isAnsweredElsewhere: false,
    by: row.direction === 'out' ? row.userId : null,
    overflow: false,
    ruleName: typeof ruleName === 'string' ? ruleName : null,
    person: row.direction === 'out' ? (who(row.userId, more.personName) ?? who(row.agentId, more.agentName)) : null,
    durationS: null,
    body: row.body,
    media: row.media,
    errorCode: row.errorCode,
    voicemail: null,
  };
}

function who(id: string | null, name: string | null): { id: string; name: string } | null {
  return id !== null && name !== null ? { id, name } : null;
}

function shared(
  row: CallFound['call'] | TextFound['message'],
  more: Pick<CallFound, 'e164' | 'selected' | 'isDirect' | 'wasOwned'>,
) {
  const { id, direction, from, to, numberId, assignmentId, status, contactId } = row;
  const selected = more.selected?.split(',') ?? [];
  return {
    ...{ id, direction, from, to, numberId, assignmentId, status, contactId, selected, e164: more.e164 },
    // The user of a direct number may be gone: then it is everybody's.
    isDirect: Boolean(more.isDirect) && selected.length > 0,
    wasOwned: Boolean(more.wasOwned) && selected.length > 0,
  };
}
