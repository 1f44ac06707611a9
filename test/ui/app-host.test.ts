import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectAppHost } from '../../ui/app-host.ts';
import { NoHost, type Surroundings } from '../../ui/host.ts';

function frame(isFramed = true) {
  const sent: { message: unknown; to: string }[] = [];
  let listener: Parameters<Surroundings['onMessage']>[0] = () => {};
  const parent = isFramed ? { postMessage: (message: unknown, to: string) => void sent.push({ message, to }) } : null;
  const host = connectAppHost({
    location: { href: 'https://panel.example/embed/app/crm', origin: 'https://panel.example' },
    replaceUrl: () => {},
    parent,
    parentOrigin: undefined,
    onMessage: take => {
      listener = take;
    },
    issuer: 'crm',
    kind: 'highlevel',
    origins: [],
    posted: undefined,
  });
  const say = (data: unknown, source: unknown = parent) => listener({ source, origin: 'https://white.label', data });
  return { host, sent, say };
}

const answer = { message: 'REQUEST_USER_DATA_RESPONSE', payload: 'U2FsdGVkX1' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('H-3 a marketplace app asks the page around it who is looking, under whatever domain that page is', async () => {
  const { host, sent, say } = frame();
  const token = host.launchToken();
  expect(sent).toEqual([{ message: { message: 'REQUEST_USER_DATA' }, to: '*' }]);
  say(answer);
  expect(await token).toBe('U2FsdGVkX1');
});

test('H-3 an answer counts only from the page that frames us, and only when it is one', async () => {
  const { host, say } = frame();
  const token = host.launchToken();
  say(answer, {});
  say('REQUEST_USER_DATA_RESPONSE');
  say({ message: 'REQUEST_USER_DATA_RESPONSE', payload: 7 });
  say({ ...answer, payload: 'ours' });
  expect(await token).toBe('ours');
});

test('H-3 each word is asked anew, again and again until somebody listens, for five seconds', async () => {
  const { host, sent } = frame();
  const token = host.launchToken();
  const refused = expect(token).rejects.toMatchObject({ why: 'silent' });
  await vi.advanceTimersByTimeAsync(5_000);
  await refused;
  expect(sent).toHaveLength(4);
});

test('H-3 opened outside any CRM there is nobody to ask', async () => {
  await expect(frame(false).host.launchToken()).rejects.toEqual(new NoHost('not-framed'));
});
