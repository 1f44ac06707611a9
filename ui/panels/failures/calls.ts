import { api, json } from '../../api.ts';

export const readFailures = (cursor: string | undefined) =>
  json(api.failures.$get({ query: cursor ? { cursor } : {} }));

/** A delivery or a piece of news that failed for good. */
export type Failure = Awaited<ReturnType<typeof readFailures>>['items'][number];

/** What became of one that was tried again. */
export const readFailure = (id: string) => json(api.failures[':id'].$get({ param: { id } }));

export const retry = (id: string) => json(api.failures[':id'].retry.$post({ param: { id } }));
