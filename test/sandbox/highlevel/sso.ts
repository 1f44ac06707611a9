import CryptoJS from 'crypto-js';
import type { HighlevelContext } from '../context.ts';
import { nameOf, type Records, worksAt } from './records.ts';

export interface SsoOrder {
  userId: string;
  /** The location that is open; absent in the agency's view. */
  locationId?: string | undefined;
}

/** Who looks at the page, as it is told to the frame: encrypted with the app's shared secret (passphrase AES). */
export function userData(ctx: HighlevelContext, records: Records, { userId, locationId }: SsoOrder) {
  const user = records.users.get(userId);
  if (!user || user.deleted) return { ok: false, why: 'This user does not exist any more.' } as const;
  const location = locationId === undefined ? undefined : records.locations.get(locationId);
  if (locationId !== undefined && (!location || location.deleted || !worksAt(user, location)))
    return { ok: false, why: 'This user does not work at that location.' } as const;
  if (!location && user.type !== 'agency')
    return { ok: false, why: 'The agency view is for people of the agency.' } as const;
  const data = {
    userId: user.id,
    companyId: user.companyId,
    role: user.role,
    type: user.type === 'agency' ? 'agency' : 'location',
    userName: nameOf(user),
    email: user.email,
    ...(location && { activeLocation: location.id }),
    ...(user.isAgencyOwner && { isAgencyOwner: true }),
  };
  return { ok: true, payload: encryptUserData(data, ctx.secrets.highlevel.ssoSecret) } as const;
}

/** @returns base64 of `Salted__`, the salt and the ciphertext */
export function encryptUserData(data: object, secret: string): string {
  return CryptoJS.AES.encrypt(JSON.stringify(data), secret).toString();
}
