import { api, json } from '../../api.ts';
import type { Settings } from '../staff/calls.ts';

export const readMySettings = () => json(api['my-settings'].$get());
export const saveMySettings = (settings: Settings) => json(api['my-settings'].$patch({ json: settings }));
