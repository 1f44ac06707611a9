import { api, json } from '../../api.ts';

export const readForwarding = () => json(api.forwarding.$get());

export type Forwarding = Awaited<ReturnType<typeof readForwarding>>;
/** A number and where it forwards to; null = the sub-account's default (R-7, S-4). */
export type Forwarded = Forwarding['numbers'][number];

export const setDefault = (forwardTo: string | null) => json(api.forwarding.$put({ json: { forwardTo } }));
export const setOwn = (numberId: string, forwardTo: string | null) =>
  json(api.forwarding[':numberId'].$put({ param: { numberId }, json: { forwardTo } }));

export type Voicemail = Forwarding['voicemail'];
/** the sub-account's voicemail; a greeting of null = the standard one. */
export const setVoicemail = (voicemail: Voicemail) => json(api.forwarding.voicemail.$put({ json: voicemail }));
