/** Who a host says is looking, after its word was verified (H-3). Ids are the host's own. */
export interface Identity {
  companyId: string;
  /** Absent in the agency's own view. */
  locationId?: string;
  userId: string;
  name?: string;
  email?: string;
  role: 'owner' | 'admin' | 'user';
  /** One of the agency's own people; absent where the host does not say, but shows it by the view it opens. */
  isAgency?: boolean;
  /** As of when, epoch ms. */
  at: number;
  /** The word that was given; it counts once. */
  once?: { jti: string; expiresAt: number };
  /** The language they use their CRM in. */
  locale?: string;
}
