import { api, json } from '../../../api.ts';

export const readHostSync = () => json(api['host-sync'].$get());
/** How far places, people and contacts are taken over from the CRM (H-5). */
export type HostSync = Awaited<ReturnType<typeof readHostSync>>;
export type Part = HostSync['contacts']['items'][number];

export const askForSync = () => json(api['host-sync'].$post());
