import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { LostRace, type Statement } from '../edge/db.ts';
import { type FindingRow, findingChanged, findingInsert, findingsOf, openFindings } from './finding-store.ts';
import type { Drift, DriftDetail } from './rules/drift.ts';
import { findingInWords } from './rules/sentence.ts';
import { lastRuns } from './store.ts';

const MOST = 500;
const THIRTY_DAYS = 30 * 86_400_000;
/** Findings written in one batch. */
const CHUNK = 50;

/** What does not agree now, and what was settled in the last thirty days. */
export async function listFindings(ctx: Ctx, agencyId: string) {
  const [rows, { startedAt, doneAt }] = await Promise.all([
    findingsOf(ctx, agencyId, ctx.now - THIRTY_DAYS, MOST),
    lastRuns(ctx, agencyId),
  ]);
  return { items: rows.map(shown), startedAt, reconciledAt: doneAt };
}

function shown({ id, kind, subject, detail, foundAt, repairedAt, resolvedAt }: FindingRow) {
  const sentence = findingInWords(kind, detail as DriftDetail, repairedAt !== null, subject);
  return { id, kind, sentence, subject, foundAt, repairedAt, resolvedAt };
}

/**
 * Writes down what a run found: new ones are added, known ones stay, and what is gone is settled. Each change has its
 * line in the audit.
 * @param isLookedAt whether this run would have seen a finding: others are left as they are
 */
export async function recordDrift(
  ctx: Ctx,
  agencyId: string,
  drifts: readonly Drift[],
  isLookedAt: (row: { detail: DriftDetail }) => boolean = () => true,
): Promise<void> {
  const open = new Map((await openFindings(ctx, agencyId)).map(row => [nameOf(row), row]));
  const changes: Statement[][] = [];
  for (const drift of drifts) {
    const known = open.get(nameOf(drift));
    open.delete(nameOf(drift));
    if (!known) changes.push(found(ctx, agencyId, drift));
    else if (drift.repaired && known.repairedAt === null) changes.push(settled(ctx, known, 'repaired', 'repairedAt'));
    else changes.push([findingChanged(ctx, known, { seenAt: ctx.now })]);
  }
  const unseen = [...open.values()].filter(row => isLookedAt(row) && !isBlind(drifts, row.kind));
  for (const gone of unseen) changes.push(settled(ctx, gone, 'resolved', 'resolvedAt'));
  for (let at = 0; at < changes.length; at += CHUNK) await write(ctx, changes.slice(at, at + CHUNK));
}

/** Together; where somebody else wrote one of them down meanwhile, each by itself. */
async function write(ctx: Ctx, changes: readonly Statement[][]): Promise<void> {
  try {
    await ctx.db.commit(changes.flat());
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    if (changes.length > 1) for (const one of changes) await write(ctx, [one]);
  }
}

/** One finding by itself, told by something else than a run. Known already, it is left as it is. */
export async function noteDrift(ctx: Ctx, agencyId: string, drift: Drift): Promise<void> {
  await write(ctx, [found(ctx, agencyId, drift)]);
}

/** Who could not be asked settles nothing. */
function isBlind(drifts: readonly Drift[], kind: string): boolean {
  const lost = (by: Drift['kind']) => drifts.some(drift => drift.kind === by);
  return kind.startsWith('subscription_') ? lost('stripe_lost') : lost('twilio_lost');
}

function nameOf({ kind, subject }: { kind: string; subject: string }): string {
  return `${kind} ${subject}`;
}

function found(ctx: Ctx, agencyId: string, drift: Drift): Statement[] {
  const { kind, subject, detail, repaired } = drift;
  const row: FindingRow = {
    ...{ id: ctx.id('fnd'), agencyId, kind, subject, detail: { ...detail } },
    ...{ foundAt: ctx.now, seenAt: ctx.now, repairedAt: repaired ? ctx.now : null, resolvedAt: null },
    toldAt: null,
  };
  const line = { agencyId, entity: 'finding', entityId: row.id, act: repaired ? 'found_and_repaired' : 'found' };
  return [findingInsert(ctx, row), auditLine(ctx, { ...line, after: { kind, subject, ...detail } })];
}

function settled(ctx: Ctx, row: FindingRow, act: string, column: 'repairedAt' | 'resolvedAt'): Statement[] {
  const { agencyId, id, kind, subject } = row;
  return [
    findingChanged(ctx, row, { seenAt: ctx.now, [column]: ctx.now }),
    auditLine(ctx, { agencyId, entity: 'finding', entityId: id, act, after: { kind, subject } }),
  ];
}
