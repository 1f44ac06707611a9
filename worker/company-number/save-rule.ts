import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import type { Statement } from '../edge/db.ts';
import { notFound, Problem, refused } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import { attempt } from './attempt.ts';
import { type CompanyNumber, companyNumberIn, loadOffice, type Office, type RuleRow, rulesOf } from './load.ts';
import { preparedAction, preparedHours } from './prepare-rule.ts';
import { customRules } from './rules/limit.ts';
import { overlapSentence, overlapsOf } from './rules/overlap.ts';
import type { RuleBody } from './shape.ts';
import { ruleChanged, ruleDeleted, ruleInsert, versionTaken } from './statements.ts';

/** U-3, U-4: adds a custom rule. @returns its id */
export function addRule(ctx: Ctx, place: Place, numberId: string, body: RuleBody): Promise<string> {
  return attempt('Not saved.', async () => {
    const { office, held, rules } = await open(ctx, place, numberId);
    const { isFull, max } = customRules(rules);
    if (isFull) {
      const why = `A company number has at most ${max} rules of its own. Change one of them, or delete one first.`;
      throw refused('too_many_rules', 'Not saved.', why, { max });
    }
    const hours = preparedHours(body.hours);
    const action = await preparedAction(ctx, place, office, held, { action: body.action, isDefault: false });
    if (body.enabled) refuseOverlap(hours, rules, null);
    const { name, enabled } = body;
    const { assignmentId } = held;
    const row = { id: ctx.id('rul'), assignmentId, isDefault: false, name, enabled, action, hours };
    const times = { createdAt: ctx.now, updatedAt: ctx.now };
    await commit(ctx, place, held, ruleInsert(ctx, { ...row, ...place, ...times }), {
      ruleId: row.id,
      act: 'added',
      after: wordsOf(row),
    });
    return row.id;
  });
}

/** U-2 to U-4: changes a rule as a whole; of the default only its name and action. */
export function changeRule(ctx: Ctx, place: Place, numberId: string, ruleId: string, body: RuleBody): Promise<void> {
  return attempt('Not saved.', async () => {
    const { office, held, rules } = await open(ctx, place, numberId);
    const rule = ruleIn(rules, ruleId);
    const hours = rule.isDefault ? [] : preparedHours(body.hours);
    const enabled = rule.isDefault || body.enabled;
    const { isDefault } = rule;
    const action = await preparedAction(ctx, place, office, held, { action: body.action, isDefault });
    if (enabled && !isDefault) refuseOverlap(hours, rules, ruleId);
    await replace(ctx, place, held, rule, { name: body.name, action, hours, enabled });
  });
}

/** U-3, U-4: switches a custom rule on or off; overlap is looked at again whenever one is switched on. */
export function switchRule(ctx: Ctx, place: Place, numberId: string, ruleId: string, enabled: boolean): Promise<void> {
  return attempt('Not switched.', async () => {
    const { held, rules } = await open(ctx, place, numberId);
    const rule = ruleIn(rules, ruleId);
    if (rule.isDefault) {
      if (enabled) return;
      throw alwaysThere('Not switched off.');
    }
    if (enabled) refuseOverlap(rule.hours, rules, ruleId);
    await replace(ctx, place, held, rule, { ...wordsOf(rule), enabled });
  });
}

/** U-3: deletes a custom rule. */
export function deleteRule(ctx: Ctx, place: Place, numberId: string, ruleId: string): Promise<void> {
  return attempt('Not deleted.', async () => {
    const { held, rules } = await open(ctx, place, numberId);
    const rule = ruleIn(rules, ruleId);
    if (rule.isDefault) throw alwaysThere('Not deleted.');
    await commit(ctx, place, held, ruleDeleted(ctx, held, ruleId), { ruleId, act: 'deleted', before: wordsOf(rule) });
  });
}

async function open(ctx: Ctx, place: Place, numberId: string): Promise<Opened> {
  const office = await loadOffice(ctx, place);
  const held = companyNumberIn(office, numberId);
  return { office, held, rules: rulesOf(office, held) };
}

interface Opened {
  office: Office;
  held: CompanyNumber;
  rules: RuleRow[];
}

function ruleIn(rules: readonly RuleRow[], ruleId: string): RuleRow {
  const rule = rules.find(one => one.id === ruleId);
  if (!rule) throw notFound('rule');
  return rule;
}

type Words = Pick<RuleRow, 'name' | 'action' | 'hours' | 'enabled'>;

function wordsOf({ name, action, hours, enabled }: Words): Words {
  return { name, action, hours, enabled };
}

async function replace(ctx: Ctx, place: Place, held: CompanyNumber, rule: RuleRow, after: Words): Promise<void> {
  const before = wordsOf(rule);
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  await commit(ctx, place, held, ruleChanged(ctx, held, rule.id, after), {
    ruleId: rule.id,
    act: 'changed',
    before,
    after,
  });
}

/** The change, then the version that decides between two at once, then the audit line that speaks of both. */
async function commit(
  ctx: Ctx,
  place: Place,
  held: CompanyNumber,
  change: Statement,
  { ruleId, ...what }: { ruleId: string; act: string; before?: Words; after?: Words },
): Promise<void> {
  const line = { ...place, entity: 'unknown_rule', entityId: ruleId, ...what };
  await ctx.db.commit([change, versionTaken(ctx, place, held), auditLine(ctx, line)]);
}

function refuseOverlap(hours: RuleBody['hours'], rules: readonly RuleRow[], self: string | null): void {
  const overlaps = overlapsOf(hours, rules, self);
  if (!overlaps.length) return;
  throw new Problem(422, {
    code: 'rules_overlap',
    title: 'Not saved.',
    detail: overlapSentence(overlaps),
    errors: [{ field: 'hours', message: overlapSentence(overlaps) }],
    more: { overlaps },
  });
}

function alwaysThere(title: string): Problem {
  const why = 'The default rule takes every unknown caller whom no other rule covers. Change whom it rings instead.';
  return refused('default_rule', title, why);
}
