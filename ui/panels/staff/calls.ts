import { api, json } from '../../api.ts';

export const readStaff = () => json(api.staff.$get());

export type StaffList = Awaited<ReturnType<typeof readStaff>>;
/** A person of the sub-account with their call settings (S-1, S-2). */
export type Person = StaffList['items'][number];
export type FreeNumber = StaffList['freeNumbers'][number];

export type CompanyNumber = StaffList['companyNumbers'][number];
export type Hours = NonNullable<Person['hours']>;

export interface Settings {
  /** As typed or E.164; null = the phone the CRM knows. */
  phone?: string | null;
  ringSeconds?: number;
  /** Null = always available. */
  hours?: Hours | null;
  /** Epoch ms. */
  doNotDisturbUntil?: number | null;
  pressOne?: boolean;
  copyTexts?: boolean;
  senderNumberId?: string | null;
  voicemail?: boolean;
  /** Null = the standard one. Takes the place of a recorded one. */
  greeting?: string | null;
  emailVoicemail?: boolean;
}

/** Saves what is given; the rest stays. */
export type Save = (settings: Settings) => Promise<unknown>;

export const saveSettings = (userId: string, settings: Settings) =>
  json(api.staff[':userId'].$patch({ param: { userId }, json: settings }));

/** Gives a number to a person, or with null takes theirs; `replace` moves what is in the way (L-1, L-2). */
export const setDirectNumber = (userId: string, numberId: string | null, replace: boolean) =>
  json(api.staff[':userId']['direct-number'].$put({ param: { userId }, json: { numberId, replace } }));

/** L-2: the company number offered to them as sender; null = none. */
export const setCompanyNumber = (userId: string, numberId: string | null) =>
  json(api.staff[':userId']['company-number'].$put({ param: { userId }, json: { numberId } }));
