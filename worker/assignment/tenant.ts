/** Whose assignments may be touched: one sub-account's, of one agency (T-1). */
export interface Client {
  agencyId: string;
  subAccountId: string;
}
