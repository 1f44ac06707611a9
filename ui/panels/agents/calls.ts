import type { InferRequestType } from 'hono/client';
import { api, json } from '../../api.ts';

/** Of the sub-account; in the agency's view the agency's own. */
export const readAgents = () => json(api.agents.$get());
export type Agent = Awaited<ReturnType<typeof readAgents>>['items'][number];
export type State = Agent['state'];
export type Entered = InferRequestType<typeof api.agents.$post>['json'];

const of = (id: string) => ({ param: { id } });

export const addAgent = (entered: Entered) => json(api.agents.$post({ json: entered }));
export const changeAgent = (id: string, entered: Entered) =>
  json(api.agents[':id'].$patch({ ...of(id), json: entered }));
export const removeAgent = (id: string) => json(api.agents[':id'].$delete(of(id)));
/** Calls its endpoint by way of a try (L-3). */
export const checkAgent = (id: string) => json(api.agents[':id'].check.$post(of(id)));
export const readSecret = (id: string) => json(api.agents[':id'].secret.$get(of(id)));
export const renewSecret = (id: string) => json(api.agents[':id'].secret.$post(of(id)));

/** L-1: attaches a number of the sub-account, or with null detaches it. */
export const attach = (numberId: string, agentId: string | null) =>
  json(api['phone-numbers'][':numberId'].agent.$put({ param: { numberId }, json: { agentId, replace: true } }));
/** the same with a number of the pool and an agent of the agency's own. */
export const link = (numberId: string, agentId: string | null) =>
  json(api.numbers[':id'].agent.$put({ ...of(numberId), json: { agentId, replace: true } }));
