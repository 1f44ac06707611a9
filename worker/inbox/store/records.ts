import { and, desc, eq, gt, inArray, lt, ne, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { call, message, number, user, voicemail } from '../../../schema/index.ts';
import type { Ctx } from '../../context.ts';
import { numberOf, recordOf } from '../rules/caller.ts';
import type { RecordFacts } from '../rules/visible.ts';

/** Where the inbox is: every query names both (T-1). */
export interface Place {
  agencyId: string;
  subAccountId: string;
}

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
  /** Who answered, placed or wrote it. */
  person: { id: string; name: string } | null;
  durationS: number | null;
  body: string | null;
  media: string[];
  errorCode: string | null;
  voicemail: { id: string; durationS: number; heardAt: number | null } | null;
}

/** A place in time to read on from: instant and id. */
export interface Mark {
  at: number;
  id: string;
}

export interface Which {
  /** Only these callers. */
  callers?: readonly string[];
  before?: Mark;
  after?: Mark;
  limit: number;
}

/** Calls and texts of a sub-account, newest first: one round trip. */
export async function recordsOf(ctx: Pick<Ctx, 'db'>, place: Place, which: Which): Promise<InboxRecord[]> {
  const [calls, texts] = await ctx.db.read.batch([callQuery(ctx, place, which), textQuery(ctx, place, which)]);
  const all = [...calls.map(fromCall), ...texts.map(fromText)];
  return all.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, which.limit);
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
    .leftJoin(voicemail, eq(voicemail.callId, call.id))
    .where(
      and(
        eq(call.agencyId, place.agencyId),
        eq(call.subAccountId, place.subAccountId),
        // A call that is still ringing is nobody's yet.
        or(ne(call.status, 'in_progress'), eq(call.direction, 'out')),
        ne(call.status, 'not_in_service'),
        of(which, call.id, call.from, call.to, call.direction),
        within(which, call.startedAt, call.id),
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
      selected: selectedFor(sql`'message:' || ${message.id}`),
      isDirect: matched(message.decision, 'R-3'),
      wasOwned: matched(message.decision, 'R-5'),
    })
    .from(message)
    .innerJoin(number, eq(number.id, message.numberId))
    .leftJoin(user, eq(user.id, message.userId))
    .where(
      and(
        eq(message.agencyId, place.agencyId),
        eq(message.subAccountId, place.subAccountId),
        // Relays and copies repeat a text that is here already.
        notInArray(message.kind, ['relay', 'copy']),
        of(which, message.id, message.from, message.to, message.direction),
        within(which, message.at, message.id),
      ),
    )
    .orderBy(desc(message.at), desc(message.id))
    .limit(which.limit);
}

type Column = typeof call.id | typeof call.from | typeof call.to | typeof call.direction | typeof call.startedAt;
type TextColumn = typeof message.id | typeof message.from | typeof message.to | typeof message.direction;

function of(
  which: Which,
  id: Column | TextColumn,
  from: Column | TextColumn,
  to: Column | TextColumn,
  way: SQL | Column | TextColumn,
) {
  if (!which.callers) return undefined;
  const numbers = which.callers.flatMap(caller => numberOf(caller) ?? []);
  const ids = which.callers.flatMap(caller => recordOf(caller) ?? []);
  const parts = [
    ...(numbers.length
      ? [and(sql`${way} = 'in'`, inArray(from, numbers)), and(sql`${way} = 'out'`, inArray(to, numbers))]
      : []),
    ...(ids.length ? [inArray(id, ids)] : []),
  ];
  return parts.length ? or(...parts) : sql`0`;
}

function within({ before, after }: Which, at: typeof call.startedAt | typeof message.at, id: Column | TextColumn) {
  return and(
    before && or(lt(at, before.at), and(eq(at, before.at), lt(id, before.id))),
    after && or(gt(at, after.at), and(eq(at, after.at), gt(id, after.id))),
  );
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
    person: personId && more.personName !== null ? { id: personId, name: more.personName } : null,
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
    person:
      row.direction === 'out' && row.userId && more.personName !== null
        ? { id: row.userId, name: more.personName }
        : null,
    durationS: null,
    body: row.body,
    media: row.media,
    errorCode: row.errorCode,
    voicemail: null,
  };
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
