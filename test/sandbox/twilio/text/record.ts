import type { Exchanged } from '../webhook.ts';

export type TextStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'received' | 'receiving';

/** One text message, in or out. */
export interface TextRecord {
  sid: string;
  accountSid: string;
  direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  from: string;
  to: string;
  body: string;
  media: string[];
  status: TextStatus;
  errorCode?: number;
  createdAt: number;
  sentAt?: number;
  updatedAt: number;
  callback?: { url: string; method: string };
  /** For an inbound text: the webhook requests it caused. */
  steps: Exchanged[];
}
