import type { Hours } from './hours.ts';

/** What a person may set about their calls, texts and voicemail (S-2). */
export interface Settings {
  /** Phone to ring, E.164; null = the one the CRM knows. */
  phone: string | null;
  ringSeconds: number;
  /** Null = always available. */
  hours: Hours | null;
  /** Epoch ms. */
  doNotDisturbUntil: number | null;
  voicemail: boolean;
  /** In words; null = the standard one. */
  greeting: string | null;
  emailVoicemail: boolean;
  /** R-11, when rung alone. */
  pressOne: boolean;
  /** */
  copyTexts: boolean;
  /** *Sender ID to display* (O-2). */
  senderNumberId: string | null;
}

/** What is asked for: what is left out stays. */
export type Wanted = { [Name in keyof Settings]?: Settings[Name] | undefined };

const DEFAULTS: Settings = {
  phone: null,
  ringSeconds: 20,
  hours: null,
  doNotDisturbUntil: null,
  voicemail: false,
  greeting: null,
  emailVoicemail: true,
  pressOne: false,
  copyTexts: false,
  senderNumberId: null,
};

/** A person's settings; defaults for who has never set any. */
export function settingsOf(row: Settings | null): Settings {
  if (!row) return DEFAULTS;
  const { phone, ringSeconds, hours, doNotDisturbUntil } = row;
  const { voicemail, greeting, emailVoicemail, pressOne, copyTexts, senderNumberId } = row;
  const calls = { phone, ringSeconds, hours, doNotDisturbUntil, pressOne };
  return { ...calls, voicemail, greeting, emailVoicemail, copyTexts, senderNumberId };
}

/** The part of `wanted` that differs from what holds, and what held before. */
export function changesOf(before: Settings, wanted: Wanted): { before: Partial<Settings>; after: Partial<Settings> } {
  const names = (Object.keys(wanted) as (keyof Settings)[]).filter(
    name => wanted[name] !== undefined && JSON.stringify(before[name]) !== JSON.stringify(wanted[name]),
  );
  const part = (of: Wanted) => Object.fromEntries(names.map(name => [name, of[name]]));
  return { before: part(before), after: part(wanted) };
}
