/** Sentences of searching for a number and buying it. */
export const buying = {
  title: 'Buy a number',
  subtitle: 'It joins your pool; you assign it afterwards.',
  country: 'Country',
  type: 'Type',
  can: 'Can do',
  both: 'Calls + texts',
  voice: 'Calls',
  sms: 'Texts',
  digits: 'Area code or digits',
  digitsHint: '* stands for any digit.',
  moreDigits: 'Type at least two digits.',
  forWhom: 'For a sub-account',
  anyone: 'Nobody in particular',
  nearHint: 'Numbers near them come first.',
  results: 'Numbers on sale',
  found: (n: number) => (n === 1 ? '1 number on sale' : `${n} numbers on sale`),
  most: (n: number) => `The first ${n} on sale. Type digits to see others.`,
  searching: 'Searching…',
  nothing: { title: 'No such number on sale', why: 'Try other digits, another type or fewer demands.' },
  needsAddress: 'Needs an address registered with the carrier, so it cannot be bought here yet.',
  hasAddress: 'Needs a registered address. The one of the carrier account is used.',
  choose: (number: string) => `Buy ${number}`,
  verb: 'Buy',
  again: 'Search again',
};

export const purchase = {
  question: (number: string) => `Buy ${number}?`,
  verb: (price: string) => `Buy for ${price}`,
  charge: (price: string) => `${price} charged now to the agency’s card, then ${price} a month.`,
  chargeOwn: (price: string) => `Twilio bills your own account ${price} a month. Nothing is charged here.`,
  verbOwn: 'Buy',
  keepOwn: 'It joins your pool as Unassigned.',
  boughtOwn: 'Twilio bills it to your own account. The number waits in your pool.',
  keep: 'It joins your pool as Unassigned. You pay for it while you hold it, also when a client pays you.',
  buying: (number: string) => `Buying ${number}`,
  step: {
    charge: 'Charging the agency’s card',
    order: 'Ordering from the carrier',
    pool: 'Adding it to your pool',
    refund: 'Giving the charge back',
  },
  consent: {
    title: (number: string) => `Your bank wants your consent to buy ${number}`,
    why: 'Confirm the payment on your bank’s page. It opens in a new tab; this goes on by itself when you are done.',
    leave: 'You can close this. The purchase waits for a day, and the email with the same page is on its way.',
    open: 'Open the bank’s page',
  },
  slow: {
    title: 'The carrier is slow to answer',
    why: 'You can close this. The number appears in your pool by itself, or the charge is given back.',
  },
  bought: (number: string) => `${number} is yours`,
  boughtWhy: (price: string) => `${price} was charged to the agency’s card. The number waits in your pool.`,
  assignNow: 'Assign now',
  later: 'Not now',
  another: 'Choose another number',
  tryAgain: 'Try again',
  atNewPrice: (price: string) => `Buy at ${price}`,
  newPrice: (before: string, now: string) =>
    `The carrier’s price went from ${before} to ${now} a month since you searched. Buy at the new price, or close this.`,
  gone: (number: string) => `${number} was sold meanwhile. Nothing was charged.`,
  declined: {
    title: 'Not bought.',
    why: 'The bank declined the agency’s card, so nothing was ordered. Change the card, then try again.',
  },
  failed: {
    title: 'Not bought.',
    why: 'The payment could not be made, so nothing was ordered. Check the agency’s card, then try again.',
  },
  no_consent: {
    title: 'Not bought.',
    why: 'The bank did not get your consent. Nothing was charged or ordered. Try again, or change the agency’s card.',
  },
  refunded: {
    title: 'Not bought.',
    why: 'The carrier could not deliver this number. The charge is given back. Choose another number.',
  },
  unsure: {
    title: 'No answer yet.',
    why: 'The connection broke before we heard whether it was bought. Try again: that never buys or charges twice.',
  },
};

/** Purchases that have not ended yet, above the pool. */
export const underWay = {
  list: 'Purchases under way',
  consent: (n: number) =>
    n === 1 ? 'Your bank waits for your consent' : `Your bank waits for your consent to ${n} payments`,
  consentWhy: 'Confirm on the bank’s page within a day, else nothing is charged and nothing is bought.',
  begun: 'bought',
  boughtBy: (who: string) => `bought by ${who}`,
  state: {
    reserved: 'Charging the card',
    consent: 'Waits for consent',
    charged: 'Ordering',
    ordered: 'Adding it to your pool',
    refunding: 'Giving the charge back',
  },
};
