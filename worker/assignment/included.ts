import { conflict, type Problem } from '../problem.ts';

/** a number that comes with the plan is neither paid, released nor kept by the sub-account. */
export function includedInPlan(title: string): Problem {
  return conflict(
    'included_in_plan',
    title,
    'This number is part of your plan: it costs nothing extra and your agency decides about it. Ask them.',
  );
}
