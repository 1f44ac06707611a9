import type { Ctx } from '../context.ts';
import { type Endpoint, endpointOf, webhookOf } from './rules/endpoint.ts';

/** W-5: the one place that says which addresses people may have us call. */

type Where = Pick<Ctx, 'env'>;

/** Only where we ourselves run on loopback may targets be there too. */
export function isSandbox({ env }: Where): boolean {
  return ['localhost', '127.0.0.1'].includes(new URL(env.PUBLIC_URL).hostname);
}

/** An https webhook, as for an agent's texts or somebody's hook. Ask again right before each call: rules get sharper. */
export function webhookTarget(ctx: Where, typed: string): Endpoint {
  return webhookOf(typed, isSandbox(ctx));
}

/** Whatever may answer calls: SIP, media stream or webhook. */
export function endpointTarget(ctx: Where, typed: string): Endpoint {
  return endpointOf(typed, isSandbox(ctx));
}
