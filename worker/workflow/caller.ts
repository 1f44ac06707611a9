import type { Ctx } from '../context.ts';
import { conflict, notFound } from '../problem.ts';
import { placeIn } from './store/place.ts';

/**
 * Who asks for something without a panel: an API key, or a CRM's installed app (W-2 to W-4). Acts as an admin of its
 * sub-account, or as the agency itself in all of its own. Whose doing it is, is the context's actor.
 */
export interface Caller {
  agencyId: string;
  /** Set: there and nowhere else (T-1). */
  subAccountId?: string;
}

/** One sub-account, where an act happens. */
export interface Place {
  agencyId: string;
  subAccountId: string;
}

/** The sub-account an act is meant for: the caller's own, or the one that an agency names by our id or the CRM's. */
export async function placeOf(ctx: Pick<Ctx, 'db'>, caller: Caller, named: string | undefined): Promise<Place> {
  const { agencyId } = caller;
  if (caller.subAccountId !== undefined && named === undefined) return { agencyId, subAccountId: caller.subAccountId };
  if (named === undefined) {
    const why = 'These credentials are an agency’s. Say which sub-account is meant in sub_account.';
    throw conflict('sub_account_needed', 'Not done.', why);
  }
  const subAccountId = await placeIn(ctx, agencyId, named);
  const isTheirs = caller.subAccountId === undefined || caller.subAccountId === subAccountId;
  if (subAccountId === undefined || !isTheirs) throw notFound('sub-account');
  return { agencyId, subAccountId };
}
