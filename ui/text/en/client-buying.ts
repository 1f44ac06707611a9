/** Sentences of a client who buys a number itself, where its plan lets it. */
export const clientBuying = {
  buy: 'Buy number',
  title: 'Buy a number',
  subtitle: 'It is reserved for you; you pay it on the next page.',
  question: (number: string) => `Get ${number}?`,
  charge: (price: string) => `${price}. It works as soon as you have paid; the payment page comes next.`,
  later: (agency: string) => `${agency} gets it from the carrier and reserves it for you. Left unpaid, it goes back.`,
  verb: 'Get this number',
  getting: (number: string) => `Getting ${number}`,
  working: 'Your agency’s carrier is asked for it…',
  step: { order: 'Ordering from the carrier', reserve: 'Reserving it for you' },
  slow: {
    title: 'This takes a little longer',
    why: 'You can close this. The number appears under Phone numbers by itself as soon as it is yours to pay.',
  },
  got: (number: string) => `${number} is reserved for you`,
  gotWhy: (price: string) => `Pay ${price} to start using it.`,
  notNow: 'Not now',
  another: 'Choose another number',
  again: 'Try again',
  newPrice: (before: string, now: string) => `The price went from ${before} to ${now} a month since you searched.`,
  atNewPrice: (price: string) => `Get it at ${price}`,
  refused: {
    title: 'Not bought.',
    why: 'The number could not be ordered. You pay nothing. Choose another one, or ask your agency.',
  },
};
