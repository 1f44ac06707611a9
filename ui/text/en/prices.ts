/** Sentences about applying a plan's new price to numbers that clients pay already. */
export const prices = {
  open: (n: number) => (n === 1 ? 'Change 1 price' : `Change ${n} prices`),
  title: 'Change prices from the next cycle',
  why: 'These numbers still cost their clients what they did before their plan’s price changed.',
  plan: 'Plan',
  allPlans: 'All plans',
  table: 'Numbers with another price than their plan',
  number: 'Number',
  who: 'Sub-account',
  price: 'Now → new a month',
  from: 'Starts',
  priceOf: (before: string, after: string) => `now ${before}, then ${after} a month`,
  none: { title: 'No price differs', why: 'Every number costs its client what the plan says.' },
  choose: 'Choose the numbers whose price changes.',
  sum: (n: number, before: string, after: string) =>
    n === 1
      ? `Their client pays ${after} instead of ${before} a month.`
      : `Together their clients pay ${after} instead of ${before} a month.`,
  after: 'It starts with each number’s next cycle; nothing is prorated. Each client gets an email.',
  most: (n: number) => `At most ${n} at once. Change these first, then the rest.`,
  verb: (n: number) => (n === 0 ? 'Change prices' : n === 1 ? 'Change 1 price' : `Change ${n} prices`),
  done: (n: number) => (n === 1 ? '1 price changes with its next cycle' : `${n} prices change with their next cycle`),
};
