/** Sentences of the sub-account's Phone numbers. */
export const phoneNumbers = {
  title: 'Phone numbers',
  about: (agency: string, place: string) => `Numbers that ${agency} assigned to ${place}.`,
  table: 'Phone numbers',
  search: 'Search numbers and people',
  number: 'Number',
  status: 'Status',
  goesTo: 'Rings',
  price: 'Price',
  state: {
    pending: 'Pending payment',
    active: 'Active',
    ending: (until: string) => `Active until ${until}`,
    past_due: 'Payment failed',
    suspended: 'Suspended',
    ended: 'Ended',
  },
  payBy: 'Pay by',
  renews: 'Renews',
  worksUntil: 'Works until',
  company: 'Everybody (company number)',
  stopped: 'Nobody while suspended',
  give: 'Give to somebody',
  forwards: 'Forwards to',
  payNow: 'Pay now',
  keep: 'Keep it',
  release: 'Release at period end',
  releaseScheduled: 'Its release is already scheduled.',
  releaseUnpaid: 'It costs nothing yet. Left unpaid, it goes back by itself.',
  releaseIncluded: 'It is part of your plan; your agency decides who has it.',
  inPlan: 'Part of your plan',
  giveTo: 'Give to somebody',
  change: 'Change who it rings',
  editForwarding: 'Edit call forwarding',
  kept: (number: string) => `${number} stays yours.`,
  released: (number: string, until: string) => `${number} works until ${until}.`,
  pay: {
    opening: 'Opening the payment page…',
    waiting: (number: string) => `Waiting for payment of ${number}…`,
    finish: 'Finish in the tab that opened. This page notices by itself.',
    blocked: (number: string) => `The payment page for ${number} did not open`,
    openHere: 'Your browser held the new tab back. Open it from here; this page notices the payment by itself.',
    again: 'Open the payment page again',
    open: 'Open the payment page',
    done: (number: string) => `${number} is active.`,
    gone: (number: string) => `${number} is no longer reserved for you.`,
  },
  trouble: {
    pastDue: (number: string) => `The last payment for ${number} failed`,
    pastDueWhy: (until: string | null) =>
      until
        ? `Calls still come in until ${until}. Pay it now, or change the card, which is tried again.`
        : 'Calls still come in for now. Pay it now, or change the card, which is tried again.',
    suspended: (number: string) => `${number} is suspended`,
    suspendedWhy: (until: string | null) =>
      until
        ? `Callers hear that it is not in service. Pay it and it works again at once; unpaid, it goes back on ${until}.`
        : 'Callers hear that it is not in service. Pay it and it works again at once.',
    changeCard: 'Change card',
  },
  confirm: {
    question: (number: string, until: string) => `Release ${number} on ${until}?`,
    until: (until: string, price: string) =>
      `It works as before until ${until}; its ${price} end then. Nothing already paid is refunded.`,
    after: 'After that callers hear that the number is not in service, and somebody else may get it.',
    loses: (name: string) => `${name} loses this direct number then.`,
    regret: 'Until then you can keep it again.',
  },
  empty: {
    title: 'No phone numbers yet',
    why: (agency: string) =>
      `Numbers that ${agency} assigns to you appear here. You pay for one, then choose who it rings.`,
    ask: (agency: string) => `Questions? Ask ${agency}:`,
  },
};
