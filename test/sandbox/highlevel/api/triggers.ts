import * as v from 'valibot';
import type { Workflows } from '../workflows.ts';
import { type Endpoint, endpoint } from './door.ts';
import { Refusal } from './refusal.ts';

/** Where the app fires a trigger: exactly the address a subscription named, with its location's bearer. */
export function triggerEndpoints(workflows: Workflows): Endpoint[] {
  return [
    endpoint({
      method: 'POST',
      path: '/workflows-marketplace/triggers/execute/:id/:part',
      version: '2021-07-28',
      bearer: 'location',
      body: v.record(v.string(), v.unknown()),
      answer: ({ access, params, body }) => {
        const found = workflows.subscriptions.get(params.id ?? '');
        if (!found?.targetUrl.endsWith(`/${params.id}/${params.part}`)) throw new Refusal(404, 'No such trigger.');
        if (found.locationId !== access.locationId) throw new Refusal(403, 'This trigger is another location’s.');
        if (!workflows.fire(found.id, body)) throw new Refusal(400, 'The trigger is inactive.');
        return { body: { success: true } };
      },
    }),
  ];
}
