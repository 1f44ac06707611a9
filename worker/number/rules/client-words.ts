interface Refusal {
  code: string;
  title: string;
  detail: string;
}

/**
 * N-12: what stands between the agency, its bank and its carrier is the agency's to mend. A client has neither a card nor
 * settings here and is told whom to ask (T-7), never what the agency's matter is.
 */
const AGENCYS: Record<string, Refusal> = {
  no_card: {
    code: 'agency_cannot_pay',
    title: 'Not bought.',
    detail: 'Your agency cannot order numbers right now. Nothing was bought and you pay nothing. Ask your agency.',
  },
  carrier_refused_account: {
    code: 'agency_cannot_order',
    title: 'Not available right now.',
    detail: 'Your agency cannot order numbers right now. Ask your agency, or try again later.',
  },
  needs_address: {
    code: 'agency_needs_address',
    title: 'Not bought.',
    detail:
      'Numbers here need an address that your agency registers. Ask your agency, or choose a number that needs none.',
  },
};

/** The refusal as a client is told it. */
export function inClientWords<R extends Refusal>(refusal: R): R | Refusal {
  return AGENCYS[refusal.code] ?? refusal;
}
