import type { MailTemplate } from './effect.ts';

export interface Words {
  subject: string;
  body: string[];
}

export type Sayings = Partial<Record<MailTemplate, (p: Said) => Words>>;

/** The same mails in another language; one that is missing fails the build. */
export type SayingsOf<T> = Record<keyof T, (p: Said) => Words>;

/** The params of a mail, written out. */
export interface Said {
  number: string;
  place: string;
  agency: string;
  price: string;
  until: string;
  reservedOnly: boolean;
  unpaid: boolean;
  atStripe: boolean;
  /** What reconciling found, in sentences. */
  findings: readonly string[];
  included: boolean;
  link: string;
  /** Of a request: by whom, for what, and in which words. */
  by: string;
  wish: string;
  note: string;
  /** Of a voicemail: who left it, how long it is, and when. */
  caller: string;
  length: string;
  left: string;
}
