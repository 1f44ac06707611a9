import { integer, text } from 'drizzle-orm/sqlite-core';

/**
 * Column kinds used by every table. Ids are prefixed, time-ordered text (`num_…`). Instants are epoch milliseconds
 * UTC. Money is integer minor units beside its ISO currency. There are no foreign keys: mirrored rows may arrive
 * before what they refer to, and every query names its tenant instead.
 */
export const id = () => text('id').primaryKey();
export const agencyId = () => text('agency_id').notNull();
export const subAccountId = () => text('sub_account_id').notNull();
export const instant = (name: string) => integer(name);
export const flag = (name: string) => integer(name, { mode: 'boolean' });
export const money = (name: string) => integer(name);
export const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();
