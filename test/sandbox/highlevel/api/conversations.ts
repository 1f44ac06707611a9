import * as v from 'valibot';
import type { Access } from '../grants.ts';
import type { Conversation } from '../records.ts';
import { type Endpoint, endpoint } from './door.ts';
import { type ApiParts, mustFind, mustSee } from './parts.ts';
import { Refusal } from './refusal.ts';
import { instant, text, wholeNumber } from './shape.ts';

const call = v.strictObject({
  to: v.optional(text),
  from: v.optional(text),
  status: v.optional(
    v.picklist(['pending', 'completed', 'answered', 'busy', 'no-answer', 'failed', 'canceled', 'voicemail']),
  ),
});
const entry = {
  conversationId: text,
  conversationProviderId: text,
  attachments: v.optional(v.array(v.pipe(v.string(), v.url()))),
  altId: v.optional(text),
  date: v.optional(instant),
  call: v.optional(call),
};

/** Conversations, and writing calls and texts into them in the app's name. */
export function conversationEndpoints({ ctx, records, acts }: ApiParts): Endpoint[] {
  const version = '2021-04-15' as const;
  const bearer = 'location' as const;
  const mustConverse = (access: Access, id: string, provider: string): Conversation => {
    const found = records.conversations.get(id);
    if (!found || found.locationId !== access.locationId) throw new Refusal(404, 'There is no such conversation.');
    if (provider !== ctx.secrets.highlevel.providerId)
      throw new Refusal(403, 'This conversation provider is not the app’s.');
    return found;
  };
  const written = (message: { id: string; conversationId: string; contactId: string }) => ({
    body: {
      success: true,
      conversationId: message.conversationId,
      messageId: message.id,
      message: 'Message added.',
      contactId: message.contactId,
      dateAdded: new Date(ctx.clock.now()).toISOString(),
    },
  });
  return [
    endpoint({
      ...{ method: 'GET', path: '/conversations/search', version, bearer, scope: 'conversations.readonly' },
      query: v.strictObject({ locationId: text, contactId: v.optional(text), limit: v.optional(wholeNumber) }),
      answer: ({ access, query }) => {
        mustSee(records, access, query.locationId);
        const found = [...records.conversations.values()]
          .filter(one => one.locationId === query.locationId)
          .filter(one => !query.contactId || one.contactId === query.contactId)
          .slice(0, query.limit ?? 20);
        const conversations = found.map(({ id, contactId, locationId }) => ({ id, contactId, locationId }));
        return { body: { conversations, total: conversations.length } };
      },
    }),
    endpoint({
      ...{ method: 'POST', path: '/conversations/', version, bearer, scope: 'conversations.write' },
      body: v.strictObject({ locationId: text, contactId: text }),
      answer: ({ access, body }) => {
        mustSee(records, access, body.locationId);
        const contact = mustFind(records, access, body.contactId);
        // One conversation a contact: asked for again it is the same.
        const known = [...records.conversations.values()].find(one => one.contactId === contact.id);
        const { id, dateAdded } = known ?? acts.openConversation(contact);
        const at = new Date(dateAdded).toISOString();
        const conversation = {
          ...{ id, contactId: contact.id, locationId: contact.locationId },
          ...{ dateAdded: at, dateUpdated: at, lastMessageDate: at, deleted: false },
        };
        return { status: 201, body: { success: true, conversation } };
      },
    }),
    endpoint({
      ...{ method: 'POST', path: '/conversations/messages/inbound', version, bearer },
      scope: 'conversations/message.write',
      body: v.strictObject({
        ...entry,
        type: v.picklist(['Call', 'SMS']),
        contactId: text,
        message: v.optional(v.string()),
        direction: v.optional(v.picklist(['inbound', 'outbound'])),
      }),
      answer: ({ access, body }) => {
        const { id } = mustConverse(access, body.conversationId, body.conversationProviderId);
        const contact = mustFind(records, access, body.contactId);
        const { type, message, altId, call, date = ctx.clock.now(), direction = 'inbound' } = body;
        const kept = { type, direction, date, conversationId: id, contactId: contact.id };
        return written(
          acts.addMessage({ ...kept, ...(message && { message }), ...(altId && { altId }), ...(call && { call }) }),
        );
      },
    }),
    endpoint({
      ...{ method: 'POST', path: '/conversations/messages/outbound', version, bearer },
      scope: 'conversations/message.write',
      body: v.strictObject({ ...entry, type: v.literal('Call') }),
      answer: ({ access, body }) => {
        const { id, contactId } = mustConverse(access, body.conversationId, body.conversationProviderId);
        const { type, altId, call, date = ctx.clock.now() } = body;
        const kept = { type, direction: 'outbound' as const, date, conversationId: id, contactId };
        return written(acts.addMessage({ ...kept, ...(altId && { altId }), ...(call && { call }) }));
      },
    }),
  ];
}
