import type { Ctx } from '../../context.ts';
import type { Sent } from '../post.ts';
import type { Leased } from '../store/delivery.ts';

/** Sets off a workflow of HighLevel's. */
export async function sendToHighLevel(_ctx: Ctx, _leased: Leased): Promise<Sent> {
  return { ok: false, status: null, error: 'HighLevel is not connected.', isHopeless: true };
}
