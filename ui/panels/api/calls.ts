import type { InferRequestType } from 'hono/client';
import { api, json } from '../../api.ts';

/** The keys of this place, and what a new one could be allowed (W-4). */
export const readKeys = () => json(api.keys.$get());
export type KeyList = Awaited<ReturnType<typeof readKeys>>;
export type Key = KeyList['items'][number];
export type Scope = Key['scopes'][number];

export type NewKey = InferRequestType<typeof api.keys.$post>['json'];
/** The key itself is in the answer, and never again. */
export const makeKey = (wanted: NewKey) => json(api.keys.$post({ json: wanted }));
export const revokeKey = (id: string) => json(api.keys[':id'].$delete({ param: { id } }));
