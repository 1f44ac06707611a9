import type { Ctx } from '../../context.ts';
import { packed, readSigned, signed, unpacked } from '../../edge/signed.ts';

const PURPOSE = 'manage';

/** What an uninstalled agency may manage by its mail alone: itself, or what one of its sub-accounts holds (H-2). */
export interface Managed {
  agencyId: string;
  subAccountId?: string;
  /** Which uninstall it is about: after a reinstall the link opens nothing. */
  uninstalledAt: number;
}

/** The address in the mail; it opens a page of ours outside any CRM. */
export async function manageLink(ctx: Pick<Ctx, 'env'>, of: Managed): Promise<string> {
  return `${ctx.env.PUBLIC_URL}/manage/${await signed(ctx.env, PURPOSE, packed(JSON.stringify(of)))}`;
}

/** What a link is for; undefined when we did not sign it. */
export async function readManageLink(ctx: Pick<Ctx, 'env'>, token: string): Promise<Managed | undefined> {
  const claims = await readSigned(ctx.env, PURPOSE, token);
  return claims === undefined ? undefined : (JSON.parse(unpacked(claims)) as Managed);
}
