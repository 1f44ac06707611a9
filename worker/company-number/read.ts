import { isLive } from '../assignment/rules/live.ts';
import type { Ctx } from '../context.ts';
import { notFound } from '../problem.ts';
import { issuesOf, phoneOf } from '../staff/rules/issues.ts';
import type { Place } from '../staff/store.ts';
import {
  type CompanyNumber,
  companyNumberIn,
  companyNumbers,
  loadOffice,
  type Office,
  ownerOf,
  type RuleRow,
  rulesOf,
  situationOf,
} from './load.ts';
import { minuteOfWeek } from './rules/active.ts';
import { gapsOf } from './rules/gaps.ts';
import { customRules } from './rules/limit.ts';
import { ringingNow } from './rules/ringing-now.ts';
import { summaryOf } from './rules/summary.ts';
import { weekOf } from './rules/week.ts';

/** A company number as its panel shows it (U-1). */
export function companyNumberItem(office: Office, held: CompanyNumber) {
  const { numberId, e164, state, setting, inProgress } = held;
  const { source, tag, callLimit, limited } = setting;
  const allowed = office.allowed.filter(row => row.assignmentId === held.assignmentId);
  const associated = office.members.filter(member => member.setting?.companyNumberId === numberId);
  return {
    ...{ numberId, e164, state, source, tag, callLimit, limited, inProgress },
    allowedUserIds: allowed.map(row => row.userId),
    associated: associated.map(({ userId, name }) => ({ id: userId, name })),
  };
}

/** U-1: the company numbers, the numbers that could become one, and the people to choose from. */
export async function listCompanyNumbers(ctx: Ctx, place: Place) {
  const office = await loadOffice(ctx, place);
  // U-2: who stands in until the default rule names somebody.
  const ownerId = ownerOf(office);
  const candidates = office.numbers.filter(held => held.wiredTo !== 'company' && isLive(held, ctx.now));
  return {
    zone: office.home.zone,
    items: companyNumbers(office).map(held => companyNumberItem(office, held)),
    candidates: candidates.map(held => ({
      numberId: held.numberId,
      e164: held.e164,
      wiredTo: held.wiredTo,
      wiredUser: held.wiredUserId ? { id: held.wiredUserId, name: held.wiredUserName ?? '' } : null,
      wiredAgent: held.wiredAgentId ? { id: held.wiredAgentId, name: held.wiredAgentName ?? '' } : null,
    })),
    users: office.members.map(({ userId, name, status, crmPhone, setting }) => ({
      id: userId,
      name,
      isOwner: userId === ownerId,
      issues: issuesOf(status, phoneOf(setting?.phone ?? null, crmPhone).value),
    })),
  };
}

/** One company number. */
export async function readCompanyNumber(ctx: Ctx, place: Place, numberId: string) {
  const office = await loadOffice(ctx, place);
  return companyNumberItem(office, companyNumberIn(office, numberId));
}

/** A rule as the editor and the week picture show it (U-10). */
export function ruleItem(office: Office, rule: RuleRow) {
  const { id, isDefault, name, enabled, action, hours } = rule;
  const nameOf = (userId: string) =>
    office.members.find(member => member.userId === userId)?.name ?? 'somebody who left';
  const summary = summaryOf(rule, nameOf);
  return { id, isDefault, name, enabled, action, hours, summary, week: weekOf(hours) };
}

/** U-3, U-10: the rules of a company number, the gaps its default covers, and who would ring now. */
export async function readRules(ctx: Ctx, place: Place, numberId: string) {
  const office = await loadOffice(ctx, place);
  const held = companyNumberIn(office, numberId);
  const rules = rulesOf(office, held);
  const { used, max } = customRules(rules);
  return {
    zone: office.home.zone,
    items: rules.map(rule => ruleItem(office, rule)),
    gaps: gapsOf(rules),
    now: { minute: minuteOfWeek(ctx.now, office.home.zone) ?? 0 },
    ringingNow: ringingNow(situationOf(office, held), ctx.now),
    limits: { custom: { used, max } },
  };
}

/** One rule. */
export async function readRule(ctx: Ctx, place: Place, numberId: string, ruleId: string) {
  const office = await loadOffice(ctx, place);
  const rule = rulesOf(office, companyNumberIn(office, numberId)).find(one => one.id === ruleId);
  if (!rule) throw notFound('rule');
  return ruleItem(office, rule);
}
