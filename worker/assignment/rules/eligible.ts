import { planRuns } from './standing.ts';

/** who can be given a number, and for everybody else why not and what to do about it. */
export interface Candidate {
  userName: string;
  userStatus: 'pending' | 'approved' | 'blocked';
  subAccountName: string;
  subAccountDeleted: boolean;
  planMode: 'paid' | 'included' | null;
  /** The agency has a Stripe account to be paid into. */
  agencyConnected: boolean;
  /** Stripe lets that account take payments. */
  agencyMayCharge: boolean;
  customerKnown: boolean;
  planStatus: string | null;
  cardValid: boolean;
}

export interface Ineligible {
  code:
    | 'sub_account_deleted'
    | 'user_not_approved'
    | 'no_plan'
    | 'plan_included'
    | 'agency_not_connected'
    | 'agency_cannot_charge'
    | 'plan_not_active'
    | 'no_valid_card';
  detail: string;
}

/** The first reason that stands in the way, or null when the user can be given a number. */
export function ineligible(c: Candidate): Ineligible | null {
  const { userName, subAccountName: where } = c;
  if (c.subAccountDeleted) {
    return { code: 'sub_account_deleted', detail: `${where} was removed in the CRM. Choose another sub-account.` };
  }
  if (c.userStatus !== 'approved') {
    return {
      code: 'user_not_approved',
      detail: `${userName} is ${c.userStatus === 'blocked' ? 'blocked' : 'not approved yet'}. Approve them under Sub-accounts.`,
    };
  }
  if (!c.planMode) return { code: 'no_plan', detail: `${where} is on no plan. Choose one under Sub-accounts.` };
  if (c.planMode === 'included') {
    return { code: 'plan_included', detail: `${where}'s plan includes its numbers. Select them on its Numbers tab.` };
  }
  if (!c.agencyConnected) {
    return { code: 'agency_not_connected', detail: 'Connect Stripe under Settings, so that clients can pay you.' };
  }
  if (!c.agencyMayCharge) {
    return {
      code: 'agency_cannot_charge',
      detail: 'Your Stripe account cannot take payments now. Finish what Stripe asks for under Settings.',
    };
  }
  if (!c.customerKnown || !planRuns(c.planStatus)) {
    return { code: 'plan_not_active', detail: `${where} has no active plan at Stripe. Start or renew its plan first.` };
  }
  if (!c.cardValid) {
    return { code: 'no_valid_card', detail: `${where} has no valid card. Ask them to add one in the billing portal.` };
  }
  return null;
}
