import { api, json } from '../../api.ts';

export type View = 'unknown' | 'mine' | 'all';

export const readInbox = (view: View, cursor: string | undefined) =>
  json(api.inbox.$get({ query: { view, ...(cursor && { cursor }) } }));

export type InboxPage = Awaited<ReturnType<typeof readInbox>>;
/** One caller in a list, by the newest thing that came from or went to them. */
export type Item = InboxPage['items'][number];
/** A waiting caller whom somebody else has just claimed. */
export type Taken = InboxPage['taken'][number];

export const readThread = (key: string, cursor: string | undefined) =>
  json(api.inbox[':key'].$get({ param: { key }, query: cursor ? { cursor } : {} }));

/** A caller with what passed between us; `records` oldest first. */
export type Thread = Awaited<ReturnType<typeof readThread>>;
export type InboxRecord = Thread['records'][number];
export type Sender = Thread['senders'][number];

export const claim = (key: string) => json(api.inbox[':key'].claim.$post({ param: { key } }));
export const free = (key: string) => json(api.inbox[':key'].free.$post({ param: { key } }));
export const addContact = (key: string, name: string) =>
  json(api.inbox[':key'].contact.$post({ param: { key }, json: { name } }));
export const associate = (key: string, contactId: string) =>
  json(api.inbox[':key'].associate.$post({ param: { key }, json: { contactId } }));
export const sendText = (key: string, text: { numberId: string; body: string; requestId: string }) =>
  json(api.inbox[':key'].text.$post({ param: { key }, json: text }));
export const callBack = (key: string, call: { from: string; requestId: string }) =>
  json(api.inbox[':key'].call.$post({ param: { key }, json: call }));

export const searchContacts = (q: string) => json(api.contacts.$get({ query: { q } }));
export type FoundContact = Awaited<ReturnType<typeof searchContacts>>['items'][number];

/** Our own address of a voicemail, good for some minutes (S-3). */
export const voicemailAddress = async (id: string) =>
  (await json(api.voicemails[':id'].link.$post({ param: { id } }))).url;
