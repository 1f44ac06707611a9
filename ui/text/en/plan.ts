/** Sentences about a client's own plan, and about pages of Stripe that open in a tab of their own. */
export const plan = {
  title: 'Your plan',
  price: (price: string) => price,
  free: 'No base price',
  trial: (days: number) => (days === 1 ? '1 day free first' : `${days} days free first`),
  none: 'No plan',
  state: { good: 'Active', trial: 'In trial', included: 'Numbers included', bad: 'Needs attention' },
  start: 'Start plan',
  changeCard: 'Change card',
  started: 'Your plan is active.',
  mended: 'Your card is in order.',
  page: {
    opening: 'Opening Stripe…',
    waiting: 'Waiting for Stripe…',
    opened: 'Stripe opened in a new tab',
    blocked: 'Stripe’s page did not open',
    finish: 'Finish in the tab that opened. This page notices by itself.',
    openHere: 'Your browser held the new tab back. Open it from here; this page notices by itself when you are done.',
    again: 'Open it again',
    open: 'Open at Stripe',
  },
};
