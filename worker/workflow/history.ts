import type { Ctx } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { conflict, notFound } from '../problem.ts';
import type { Caller } from './caller.ts';
import type { ListDeliveries } from './shape.ts';
import { type DeliveryRow, deliveriesOf, eventsOf, type Mark, runsOf } from './store/history.ts';
import { deliveryResent } from './store/hook.ts';

const PAGE = 50;

type RunRow = Awaited<ReturnType<typeof runsOf>>[number];
type EventRow = Awaited<ReturnType<typeof eventsOf>>[number];

/** What workflows were told and asked for, newest first. @param cursor as the last page gave it */
export async function listRuns(ctx: Ctx, caller: Caller, cursor: string | undefined) {
  const before = markOf(cursor);
  const [events, runs] = await Promise.all([
    eventsOf(ctx, caller, before, PAGE + 1),
    runsOf(ctx, caller, before, PAGE + 1),
  ]);
  const all = [...events.map(eventItem), ...runs.map(runItem)].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  return paged(all, row => ({ at: row.at, id: row.id }));
}

/** One of them, with what it carried or came to, and where it was sent. */
export async function readRun(ctx: Ctx, caller: Caller, id: string) {
  if (id.startsWith('evt_')) {
    const [event] = await eventsOf(ctx, caller, undefined, 1, id);
    if (!event) throw notFound('run');
    const deliveries = await deliveriesOf(ctx, caller, { eventId: id }, 1000);
    return { ...eventItem(event), detail: event.event.payload, answer: null, deliveries: deliveries.map(deliveryItem) };
  }
  const [found] = await runsOf(ctx, caller, undefined, 1, id);
  if (!found) throw notFound('run');
  return { ...runItem(found), detail: found.run.input, answer: found.run.result, deliveries: [] };
}

/** Deliveries of hooks, newest first. */
export async function listDeliveries(ctx: Ctx, caller: Caller, { cursor, ...which }: ListDeliveries) {
  const rows = await deliveriesOf(ctx, caller, { ...which, before: markOf(cursor) }, PAGE + 1);
  return paged(rows.map(deliveryItem), row => ({ at: row.createdAt, id: row.id }));
}

/** One delivery, with what it carries. */
export async function readDelivery(ctx: Ctx, caller: Caller, id: string) {
  const row = await deliveryIn(ctx, caller, id);
  return { ...deliveryItem(row), payload: row.event.payload };
}

/** Sends one again, as it was, whether it got there or not (W-3). The receiver knows it by the same `webhook-id`. */
export async function resend(ctx: Ctx, caller: Caller, id: string) {
  const { delivery, hook } = await deliveryIn(ctx, caller, id);
  if (hook.endedAt !== null) {
    throw conflict('hook_ended', 'Not sent.', 'Its hook was removed. Add the hook again to hear of what happens next.');
  }
  try {
    await ctx.db.commit(deliveryResent(ctx, delivery));
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    throw conflict('under_way', 'Not sent twice.', 'It is being sent at this moment. Look again in a few seconds.');
  }
  await ctx.queue.send([{ kind: 'hook', deliveryId: id }]);
  return deliveryItem(await deliveryIn(ctx, caller, id));
}

async function deliveryIn(ctx: Ctx, caller: Caller, id: string): Promise<DeliveryRow> {
  const [row] = await deliveriesOf(ctx, caller, { id }, 1);
  if (!row) throw notFound('delivery');
  return row;
}

/** Done once nothing of it is under way any more; broken where somebody was not reached. */
function eventItem({ event, place, failed, waiting, trouble, troubleStatus }: EventRow) {
  const { id, trigger, at, payload } = event;
  const state: State = failed ? 'broken' : waiting ? 'running' : 'done';
  const about = aboutOf(payload.data, ['caller', 'from', 'number']);
  const base = { id, kind: 'trigger' as const, key: trigger, about, at, subAccount: place, state };
  return { ...base, error: null, trouble: trouble === null ? null : { code: trouble, status: troubleStatus } };
}

type State = 'running' | 'done' | 'refused' | 'broken';

/** The first of these that there is, to tell one run from another. */
function aboutOf(data: unknown, names: readonly string[]): string | null {
  const values = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  const found = names.map(name => values[name]).find(value => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found.slice(0, 60) : null;
}

function runItem({ run, place }: RunRow) {
  const { id, action, startedAt, result, input } = run;
  const state: State = run.state;
  const about = aboutOf(result, ['to', 'number']) ?? aboutOf(input, ['to', 'number']);
  const isBad = state === 'refused' || state === 'broken';
  const why =
    typeof result?.detail === 'string' ? result.detail : 'Something broke on our side. It can be tried again.';
  const error = isBad ? why : null;
  const base = { id, kind: 'action' as const, key: action, about, at: startedAt, subAccount: place, state };
  return { ...base, error, trouble: null };
}

function deliveryItem({ delivery, event, hook }: DeliveryRow) {
  const { id, createdAt, dueAt, attempts, triedAt, deliveredAt, failedAt, status, error } = delivery;
  const state = deliveredAt !== null ? 'delivered' : failedAt !== null ? 'failed' : 'waiting';
  return {
    ...{ id, state: state as 'waiting' | 'delivered' | 'failed', createdAt, attempts, triedAt, status, error },
    /** When it is tried next; null = no more. */
    nextAt: state === 'waiting' ? dueAt : null,
    event: { id: event.id, trigger: event.trigger, at: event.at },
    hook: { id: hook.id, kind: hook.kind, targetUrl: hook.targetUrl, ended: hook.endedAt !== null },
  };
}

export type DeliveryItem = ReturnType<typeof deliveryItem>;

function paged<Row>(rows: Row[], markOfRow: (row: Row) => Mark): { items: Row[]; next: string | null } {
  const items = rows.slice(0, PAGE);
  const last = items.at(-1);
  if (rows.length <= PAGE || !last) return { items, next: null };
  const { at, id } = markOfRow(last);
  return { items, next: `${at}-${id}` };
}

function markOf(cursor: string | undefined): Mark | undefined {
  const [, at, id] = /^(\d+)-(.+)$/.exec(cursor ?? '') ?? [];
  return at && id ? { at: Number(at), id } : undefined;
}
