import { api, json } from '../../api.ts';

export const readCompanyNumbers = () => json(api['company-numbers'].$get());

/** All company numbers of the sub-account, and what could become one (U-1). */
export type Listing = Awaited<ReturnType<typeof readCompanyNumbers>>;
export type CompanyNumber = Listing['items'][number];
export type Candidate = Listing['candidates'][number];
/** A user to choose from, with what is wrong with their call settings. */
export type Colleague = Listing['users'][number];

const number = (numberId: string) => ({ param: { numberId } });
const rule = (numberId: string, ruleId: string) => ({ param: { numberId, ruleId } });

export const readRules = (numberId: string) => json(api['company-numbers'][':numberId'].rules.$get(number(numberId)));

/** The rules for unknown callers with the week's gaps and who would ring now (U-3, U-10). */
export type Rules = Awaited<ReturnType<typeof readRules>>;
export type Rule = Rules['items'][number];
export type RuleAction = Rule['action'];
export type RingingNow = NonNullable<Rules['ringingNow']>;

export const makeCompanyNumber = (numberId: string, replace: boolean) =>
  json(api['company-numbers'].$post({ json: { numberId, replace } }));
export const stopSharing = (numberId: string) => json(api['company-numbers'][':numberId'].$delete(number(numberId)));

export interface Settings {
  source?: string | null;
  tag?: string | null;
  callLimit?: number;
  limited?: boolean;
  allowedUserIds?: string[];
}

export const saveSettings = (numberId: string, settings: Settings) =>
  json(api['company-numbers'][':numberId'].$patch({ ...number(numberId), json: settings }));

export interface RuleBody {
  name: string;
  action: RuleAction;
  hours: { days: number[]; start: number; end: number }[];
  enabled: boolean;
}

export const addRule = (numberId: string, body: RuleBody) =>
  json(api['company-numbers'][':numberId'].rules.$post({ ...number(numberId), json: body }));
export const changeRule = (numberId: string, ruleId: string, body: RuleBody) =>
  json(api['company-numbers'][':numberId'].rules[':ruleId'].$put({ ...rule(numberId, ruleId), json: body }));
export const switchRule = (numberId: string, ruleId: string, enabled: boolean) =>
  json(api['company-numbers'][':numberId'].rules[':ruleId'].$patch({ ...rule(numberId, ruleId), json: { enabled } }));
export const deleteRule = (numberId: string, ruleId: string) =>
  json(api['company-numbers'][':numberId'].rules[':ruleId'].$delete(rule(numberId, ruleId)));

/** Null takes the association back (L-2). */
export const associate = (userId: string, numberId: string | null) =>
  json(api.staff[':userId']['company-number'].$put({ param: { userId }, json: { numberId } }));
