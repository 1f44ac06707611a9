import { api, json } from '../../../api.ts';

/** The sub-account's own plan and how it stands (T-5). */
export const readPlan = () => json(api.plan.$get());
export type OwnPlan = Awaited<ReturnType<typeof readPlan>>;

export const startPlan = () => json(api.plan.start.$post());
export const openPortal = () => json(api.plan.portal.$post());
