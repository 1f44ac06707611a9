import { listen } from '../outbound/door.ts';

/** What a receiver was sent. */
export interface Received {
  path: string;
  headers: Headers;
  text: string;
}

/** A receiver of hooks that answers as it is told. */
export async function openReceiver() {
  const received: Received[] = [];
  let answer: (request: Received) => Response | Promise<Response> = () => new Response('{}');
  const server = await listen(async request => {
    const got = { path: new URL(request.url).pathname, headers: request.headers, text: await request.text() };
    received.push(got);
    return answer(got);
  });
  return {
    ...server,
    received,
    answers: (how: typeof answer) => {
      answer = how;
    },
    /** What one address was sent, as JSON. */
    sentTo: (path: string) => received.filter(one => one.path === path).map(one => JSON.parse(one.text)),
  };
}
