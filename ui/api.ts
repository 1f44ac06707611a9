import { hc } from 'hono/client';
import type { Api } from '../worker/app.ts';
import { readProblem } from './problem.ts';
import type { Session } from './session.ts';
import { worded } from './text/worded.ts';

export { asProblem, Problem } from './problem.ts';

let session: Session | undefined;

/** Signs all later calls with this session. */
export function signWith(next: Session): void {
  session = next;
}

/** fetch with the bearer; any status is an answer. For polling and downloads. */
export async function signedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  if (!session) throw new Error('no session yet');
  return session.fetch(input, init);
}

/** The typed client. Anything but success is thrown as a Problem: `const page = await json(api.numbers.$get({query}))`. */
export const api = hc<Api>('/', {
  fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
    const answer = await signedFetch(input, init);
    if (!answer.ok) throw await readProblem(answer);
    return answer;
  },
}).api;

/** The body of an answer, typed by its route, in the chosen language. */
export async function json<T>(call: Promise<{ json(): Promise<T> }>): Promise<T> {
  return worded(await (await call).json());
}
