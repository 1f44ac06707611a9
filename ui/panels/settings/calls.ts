import type { InferRequestType } from 'hono/client';
import { api, json } from '../../api.ts';

export const readSettings = () => json(api.settings.$get());
/** What the agency sets for itself (T-7, A-7, N-10, R-14) and what keeping its numbers costs (N-11). */
export type Settings = Awaited<ReturnType<typeof readSettings>>;
export type SettingsChange = InferRequestType<typeof api.settings.$patch>['json'];
export const saveSettings = (change: SettingsChange) => json(api.settings.$patch({ json: change }));

export const readChecklist = () => json(api.checklist.$get());
/** The three steps by which an agency gets ready (T-6). */
export type Checklist = Awaited<ReturnType<typeof readChecklist>>;
export type Step = Checklist['steps'][number];

export const openCardPage = () => json(api.checklist.card.$post());
export const openConnectPage = () => json(api.checklist.connect.$post());
export type TelephonyChoice = InferRequestType<typeof api.checklist.telephony.$post>['json'];
export const chooseTelephony = (choice: TelephonyChoice) => json(api.checklist.telephony.$post({ json: choice }));

export const readImports = () => json(api.imports.$get());
/** A number of the agency's own Twilio account (N-3). */
export type Importable = Awaited<ReturnType<typeof readImports>>['items'][number];
export const importNumbers = (e164s: string[]) => json(api.imports.$post({ json: { e164s } }));
export type ImportResult = Awaited<ReturnType<typeof importNumbers>>;
