import { cancelSubscription, expireCheckout, refundLatePayment } from '../assignment/effect.ts';
import { settleRelease } from '../assignment/end-crowd.ts';
import { changePriceAtStripe } from '../assignment/price-change.ts';
import { writeTimeline } from '../contact/write-timeline.ts';
import type { Ctx } from '../context.ts';
import type { Job } from '../edge/queue.ts';
import { giveNumberBack, setNumberUrls } from '../number/effect.ts';
import { syncKeeping } from '../number/sync-keeping.ts';
import { handOver } from '../outbound/hand-over.ts';
import { tellAgent, tellOwnAgent } from '../outbound/tell-agent.ts';
import { mirrorForwarding } from '../routing/mirror.ts';
import { mirrorAccount } from '../routing/mirror-account.ts';
import { settleCall } from '../routing/settle.ts';
import { tellWorkflows } from '../workflow/fan-out.ts';
import { mailPerson } from './mail.ts';
import { mailOperator } from './operator.ts';
import type { Effect } from './rules/effect.ts';
import { Hopeless, retryAt } from './rules/retry.ts';
import { dueAcrossTenants, lease, markDelivered, markFailed, nextOfLane } from './store.ts';

/** Carries out one outbox row unless somebody else does or did. A failure is tried again later, then parked. */
export async function deliver(ctx: Ctx, id: string): Promise<void> {
  const row = await lease(ctx, id);
  if (!row) return;
  try {
    await carryOut(ctx, row.effect as Effect);
    await markDelivered(ctx, id);
  } catch (cause) {
    const again = cause instanceof Hopeless ? null : retryAt(row.attempts, ctx.now);
    await markFailed(ctx, id, String(cause), again);
    ctx.log.error(again === null ? 'outbox.parked' : 'outbox.failed', cause, { id, kind: row.effect.kind });
    if (again !== null) return;
  }
  if (row.lane !== null) await wakeNext(ctx, row.lane, id);
}

async function wakeNext(ctx: Ctx, lane: string, after: string): Promise<void> {
  const next = await nextOfLane(ctx, lane, after);
  if (next) await ctx.queue.send([{ kind: 'deliver', outboxIds: [next] }]);
}

/** Deliveries of one job, and how many one tick wakes. */
const CHUNK = 20;
const MOST = 3000;
/** So many go at once; what is behind them follows at a set rate, for the vendors' sake. */
const AT_ONCE = 500;
const PER_SECOND = 10;

/** Cross-tenant: wakes what is due and was not delivered, oldest first. */
export async function sweepOutbox(ctx: Ctx): Promise<void> {
  const ids = await dueAcrossTenants(ctx, MOST);
  for (let at = 0; at < ids.length; at += CHUNK) {
    const jobs: Job[] = [{ kind: 'deliver', outboxIds: ids.slice(at, at + CHUNK) }];
    const behind = Math.floor((at - AT_ONCE) / PER_SECOND);
    await (behind > 0 ? ctx.queue.send(jobs, behind) : ctx.queue.send(jobs));
  }
}

function carryOut(ctx: Ctx, effect: Effect): Promise<void> {
  switch (effect.kind) {
    case 'mail':
      return mailPerson(ctx, effect);
    case 'mail_operator':
      return mailOperator(ctx, effect);
    case 'call_over':
      return settleCall(ctx, effect.callId);
    case 'mirror_forwarding':
      return mirrorForwarding(ctx, effect.numberId);
    case 'mirror_account':
      return mirrorAccount(ctx, effect.accountSid);
    case 'set_number_urls':
      return setNumberUrls(ctx, effect);
    case 'sync_keeping':
      return syncKeeping(ctx, effect.agencyId);
    case 'give_number_back':
      return giveNumberBack(ctx, effect);
    case 'cancel_subscription':
      return cancelSubscription(ctx, effect);
    case 'change_price':
      return changePriceAtStripe(ctx, effect);
    case 'settle_release':
      return settleRelease(ctx, effect);
    case 'expire_checkout':
      return expireCheckout(ctx, effect);
    case 'refund_late_payment':
      return refundLatePayment(ctx, effect);
    case 'timeline':
      return writeTimeline(ctx, effect);
    case 'send_text':
      return handOver(ctx, effect);
    case 'agent_message':
      return tellAgent(ctx, effect);
    case 'own_agent_text':
      return tellOwnAgent(ctx, effect);
    case 'trigger':
      return tellWorkflows(ctx, effect);
  }
}
