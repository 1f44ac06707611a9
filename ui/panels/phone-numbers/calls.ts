import { api, json } from '../../api.ts';

export const readHeld = () => json(api['phone-numbers'].$get());

/** A number as its sub-account sees it: what it pays, never what it costs the agency. */
export type Held = Awaited<ReturnType<typeof readHeld>>['items'][number];

/** Something is to be paid for it: its first month, or a month whose payment failed. */
export const isOwed = ({ state }: Pick<Held, 'state'>) =>
  state === 'pending' || state === 'past_due' || state === 'suspended';

const of = (id: string) => ({ param: { id } });

/** The address of Stripe's page for this number; asking twice gives the same one. */
export const payFor = (assignmentId: string) => json(api.assignments[':id'].pay.$post(of(assignmentId)));
export const release = (assignmentId: string) => json(api.assignments[':id'].release.$post(of(assignmentId)));
export const keep = (assignmentId: string) => json(api.assignments[':id'].keep.$post(of(assignmentId)));
