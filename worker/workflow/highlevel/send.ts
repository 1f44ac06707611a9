import type { Ctx } from '../../context.ts';
import { appOf, type Install } from '../../host/highlevel/app.ts';
import { speakingAs } from '../../host/highlevel/token.ts';
import { GENERAL, waitOf } from '../../host/highlevel/wire.ts';
import { HostError } from '../../host/port.ts';
import { hostOfAgency } from '../../host/store.ts';
import { byStatus, post, type Sent } from '../post.ts';
import { isTriggerAddress } from '../rules/target.ts';
import type { Leased } from '../store/delivery.ts';
import { installedPlace } from '../store/place.ts';

/**
 * Sets off a workflow of HighLevel's (W-3): the event, to exactly the address that the trigger named, as the location.
 * The bearer is what third parties' code sends there; no description of HighLevel's names a credential.
 */
export async function sendToHighLevel(ctx: Ctx, { subscription, event }: Leased): Promise<Sent> {
  const { agencyId, subAccountId, targetUrl } = subscription;
  const found = await hostOfAgency(ctx, agencyId);
  const place = subAccountId === null ? undefined : await installedPlace(ctx, agencyId, { id: subAccountId });
  if (found?.host.kind !== 'highlevel' || found.agency.uninstalledAt !== null || !place) {
    return { ok: false, status: null, error: 'not_installed', isGone: true };
  }
  const install: Install = { ...appOf(found.host), agencyId, companyId: found.agency.hostCompanyId };
  if (!isTriggerAddress(targetUrl, install.baseUrl)) {
    return { ok: false, status: null, error: 'address', isHopeless: true };
  }
  const body = JSON.stringify(event.payload);
  try {
    return await speakingAs(ctx, install, place.locationId, async token => {
      const headers = { authorization: `Bearer ${token}`, version: GENERAL, accept: 'application/json' };
      const sent = await post(targetUrl, body, headers, judge);
      // Its token is renewed once before it counts.
      if (!sent.ok && sent.status === 401) throw new HostError(401, 'the trigger refused the token');
      return sent;
    });
  } catch (cause) {
    if (!(cause instanceof HostError)) throw cause;
    const { status, retryAfterMs = 0 } = cause;
    ctx.log.warn('trigger.not_sent', { agencyId, why: cause.message });
    return { ok: false, status: status || null, error: 'not_connected', askedMs: retryAfterMs };
  }
}

/** A trigger that nobody uses any more answers 410, or says in words that it is inactive (developer site). */
async function judge(answer: Response): Promise<Sent> {
  const sent = byStatus(answer);
  if (sent.ok || sent.isGone) return sent;
  const askedMs = waitOf(answer.status, answer.headers) ?? sent.askedMs ?? 0;
  const said = (await answer.text()).slice(0, 2000);
  const isGone = answer.status < 500 && /\binactive\b/i.test(said);
  return { ...sent, askedMs, ...(isGone && { error: 'inactive', isGone }) };
}
