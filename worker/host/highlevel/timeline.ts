import type { HostContactRef, HostTimelineEntry } from '../port.ts';
import type { App } from './app.ts';
import { addNote } from './contacts.ts';
import { ConversationAnswer, ConversationList, Done } from './shape.ts';
import { ask, CONVERSATIONS } from './wire.ts';

/**
 * A call or text on a contact's timeline (C-2): a message of its conversation where the app has a conversation provider, a
 * note where not. HighLevel does not say that it recognises a repeated `altId`; it is there for people and for ourselves.
 */
export async function addTimeline(
  app: App,
  token: string,
  of: HostContactRef,
  entry: HostTimelineEntry,
): Promise<void> {
  const provider = app.host.conversationProviderId;
  if (!provider) return addNote(app, token, of, noteOf(entry), entry.userId);
  const conversationId = await conversationOf(app, token, of);
  const about = {
    conversationId,
    conversationProviderId: provider,
    altId: entry.key,
    date: new Date(entry.at).toISOString(),
  };
  const call = { to: entry.to, from: entry.from, status: callStatus(entry) };
  if (entry.kind === 'text') {
    const text = { type: 'SMS', contactId: of.id, message: entry.body ?? '', direction: entry.direction };
    return post(app, token, '/conversations/messages/inbound', { ...about, ...text });
  }
  if (entry.direction === 'outbound') {
    return post(app, token, '/conversations/messages/outbound', { ...about, type: 'Call', call });
  }
  return post(app, token, '/conversations/messages/inbound', {
    ...about,
    ...{ type: 'Call', contactId: of.id, direction: 'inbound', call },
    ...(entry.body && { message: entry.body }),
  });
}

/** Looked for first: a contact has one conversation, and what creating a second one does is not described. */
async function conversationOf(app: App, token: string, { locationId, id }: HostContactRef): Promise<string> {
  const query = { locationId, contactId: id, limit: 1 };
  const asking = { method: 'GET', path: '/conversations/search', version: CONVERSATIONS, token, query } as const;
  const { conversations } = await ask(app.baseUrl, asking, ConversationList);
  if (conversations[0]) return conversations[0].id;
  const json = { locationId, contactId: id };
  const made = { method: 'POST', path: '/conversations/', version: CONVERSATIONS, token, json } as const;
  return (await ask(app.baseUrl, made, ConversationAnswer)).conversation.id;
}

async function post(app: App, token: string, path: string, json: object): Promise<void> {
  await ask(app.baseUrl, { method: 'POST', path, version: CONVERSATIONS, token, json }, Done);
}

const STATUSES: Record<string, string> = {
  answered: 'answered',
  completed: 'completed',
  busy: 'busy',
  failed: 'failed',
  canceled: 'canceled',
  voicemail: 'voicemail',
};

/** Our words for how a call went in the eight that HighLevel takes; whatever rang in vain was not answered. */
export function callStatus({ kind, status }: Pick<HostTimelineEntry, 'kind' | 'status'>): string {
  if (kind === 'voicemail') return 'voicemail';
  return STATUSES[status] ?? 'no-answer';
}

/** One line for people; the key at its end tells a repeat from a second call. */
export function noteOf({ kind, direction, at, from, to, status, durationS, body, key }: HostTimelineEntry): string {
  const what = { call: 'Call', text: 'Text', voicemail: 'Voicemail' }[kind];
  const length = durationS === undefined ? '' : `, ${durationS} s`;
  const head = `${what} ${direction === 'inbound' ? 'from' : 'to'} ${direction === 'inbound' ? from : to}: ${status}${length}`;
  const lines = [head, body, `${new Date(at).toISOString()} · ${key}`];
  return lines.filter(Boolean).join('\n');
}
