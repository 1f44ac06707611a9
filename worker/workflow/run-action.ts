import * as v from 'valibot';
import { type Ctx, stableId } from '../context.ts';
import { conflict, forbidden, invalid, notFound, Problem, type ProblemBody, refused } from '../problem.ts';
import { given } from './act/given.ts';
import { assigned, attached, forwarded, released, switched } from './act/numbers.ts';
import { lookedUp, undisturbed } from './act/people.ts';
import { call, text } from './act/reach.ts';
import { type Caller, type Place, placeOf } from './caller.ts';
import { type InputOf, inputShapeOf } from './catalogue/definition.ts';
import { ACTION, type ActionKey, isAction } from './catalogue/index.ts';
import { beginRun, type RunRow, runEnded, runRefused, runUnder } from './store/run.ts';

type Runner<Key extends ActionKey> = (
  ctx: Ctx,
  place: Place,
  input: InputOf<(typeof ACTION)[Key]>,
  runId: string,
) => Promise<Record<string, unknown>>;

/** Each action of the catalogue calls what the panels call, so that its rules and refusals are the same (W-2). */
const RUN: { [Key in ActionKey]: Runner<Key> } = {
  send_text: text,
  call_contact: call,
  assign_number: assigned,
  release_number: released,
  attach_number: attached,
  set_forwarding: forwarded,
  switch_rule: switched,
  set_do_not_disturb: undisturbed,
  who_would_ring: lookedUp,
};

/**
 * Runs an action of the catalogue, once per key of this caller (W-2): a repeat gets what the first one came to, be it a
 * refusal. Throws `Problem`: those of the act itself, `invalid`, 404 for an unknown action, `key_reused` for another
 * input under the same key, `still_running` while the first one is at it.
 * @param key the caller's own, 1 to 200 characters
 */
export async function runAction(ctx: Ctx, caller: Caller, action: string, input: unknown, key: string) {
  if (!isAction(action)) throw notFound('action');
  const who = `${ctx.actor.kind}:${ctx.actor.id}`;
  const inputHash = await hashOf(action, input);
  const base = { agencyId: caller.agencyId, action, caller: who, input: keptOf(input), inputHash };
  const subAccountId = caller.subAccountId ?? null;
  try {
    const prepared = await prepare(ctx, caller, action, input);
    // What changes nothing is looked up anew each time: its answer would be stale.
    const own = 'isLookUp' in ACTION[action] ? `${key}:${ctx.id('look')}` : key;
    const id = await stableId('run', caller.agencyId, who, own);
    return await once(ctx, { ...base, id, key: own, subAccountId: prepared.place.subAccountId }, prepared.run);
  } catch (cause) {
    if (!(cause instanceof Unbegun)) throw cause;
    const id = ctx.id('run');
    await ctx.db.commit([runRefused(ctx, { ...base, id, key: `${key}:${id}`, subAccountId }, answerOf(cause.problem))]);
    throw cause.problem;
  }
}

/**
 * The same promise for what is no action of the catalogue: done once per key of this caller, listed among what ran.
 * @param what its name and input, which have to be the same in a repeat
 */
export async function runOnce(
  ctx: Ctx,
  { agencyId, subAccountId }: Place,
  { action, input, key }: { action: string; input: RunRow['input']; key: string },
  run: (runId: string) => Promise<Record<string, unknown>>,
) {
  const caller = `${ctx.actor.kind}:${ctx.actor.id}`;
  const id = await stableId('run', agencyId, caller, key);
  const inputHash = await hashOf(action, input);
  return once(ctx, { id, agencyId, subAccountId, action, caller, key, input, inputHash }, run);
}

/** A refusal from before the action began: its key stays free. */
class Unbegun extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

async function prepare<Key extends ActionKey>(ctx: Ctx, caller: Caller, action: Key, input: unknown) {
  try {
    const { fields, ...definition } = ACTION[action];
    if ('isForAgency' in definition && caller.subAccountId !== undefined) throw agencyOnly();
    const read = v.safeParse(inputShapeOf(fields), input);
    if (!read.success) {
      const errors = read.issues.map(issue => ({ field: v.getDotPath(issue) ?? 'body', message: issue.message }));
      throw invalid(errors);
    }
    // The shape was built from these very fields, which is more than its type can say.
    const checked = read.output as InputOf<(typeof ACTION)[Key]> & { sub_account?: string | null };
    const place = await placeOf(ctx, caller, given(checked.sub_account));
    const runner = RUN[action] as Runner<Key>;
    return { place, run: (runId: string) => runner(ctx, place, checked, runId) };
  } catch (cause) {
    throw cause instanceof Problem ? new Unbegun(cause) : cause;
  }
}

type NewRun = Parameters<typeof beginRun>[1];

async function once(ctx: Ctx, row: NewRun, run: (runId: string) => Promise<Record<string, unknown>>) {
  if (!(await beginRun(ctx, row))) return replayed(await runUnder(ctx, row), row.inputHash);
  try {
    const result = await run(row.id);
    await ctx.db.commit([runEnded(ctx, row, { state: 'done', result, status: 200 })]);
    return result;
  } catch (cause) {
    // What nobody refused may go well the next time.
    const isRefusal = cause instanceof Problem && cause.status < 500;
    const answer = cause instanceof Problem ? answerOf(cause) : { result: null, status: 500 };
    await ctx.db.commit([runEnded(ctx, row, { state: isRefusal ? 'refused' : 'broken', ...answer })]);
    throw cause;
  }
}

function replayed(known: RunRow | undefined, inputHash: string): Record<string, unknown> {
  if (known && known.inputHash !== inputHash) {
    const why =
      'This idempotency key was used for another action or input. Use a new key for each thing you want done.';
    throw refused('key_reused', 'Not done.', why);
  }
  if (known?.state === 'done') return known.result ?? {};
  if (known?.state === 'refused') {
    throw new Problem((known.status ?? 422) as Problem['status'], known.result as unknown as ProblemBody);
  }
  const why = 'The first request with this idempotency key is still under way. Ask again in a few seconds.';
  throw conflict('still_running', 'Not done twice.', why);
}

function answerOf({ status, body }: Problem) {
  return { result: { ...body }, status };
}

function agencyOnly(): Problem {
  return forbidden('Only an agency’s credentials can do this. Use an API key of the agency.');
}

async function hashOf(action: string, input: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([action, sorted(input)]));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
}

const LONGEST_KEPT = 16_000;

/** What the list of runs shows of an input; one that is absurdly long is not kept. */
function keptOf(input: unknown): RunRow['input'] {
  const isKept = typeof input === 'object' && input !== null && JSON.stringify(input).length <= LONGEST_KEPT;
  return isKept ? (input as RunRow['input']) : {};
}

/** The same fields in another order are the same input. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
