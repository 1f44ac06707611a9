/** T-6: the three steps by which an agency gets ready, and what stands or is missing in each. */
export interface AgencyFacts {
  cardOnFile: boolean;
  /** Onboarding at Stripe was begun. */
  hasAccount: boolean;
  chargesEnabled: boolean;
  telephony: 'ours' | 'own' | null;
  twilioSid: string | null;
}

export interface Step {
  id: 'card' | 'connect' | 'telephony';
  done: boolean;
  detail: string;
}

export interface Checklist {
  steps: Step[];
  ready: boolean;
}

export function checklist(facts: AgencyFacts): Checklist {
  const steps = [card(facts), connect(facts), telephony(facts)];
  return { steps, ready: steps.every(step => step.done) };
}

/** N-3: an agency on its own Twilio account buys nothing from us. */
function card({ cardOnFile, telephony: kind }: AgencyFacts): Step {
  if (cardOnFile) return { id: 'card', done: true, detail: 'A card is on file. Numbers you buy are charged to it.' };
  if (kind === 'own') {
    return { id: 'card', done: true, detail: 'Not needed: your own Twilio account is billed by Twilio.' };
  }
  return {
    id: 'card',
    done: false,
    detail: 'Add the card that pays for numbers. Nothing is charged until you buy one.',
  };
}

/** what a client's missed payment leads to rests on what the account does with unpaid subscriptions. */
function connect({ hasAccount, chargesEnabled }: AgencyFacts): Step {
  if (chargesEnabled) {
    const detail =
      'Your clients can pay you. In Stripe’s billing settings, let subscriptions with failed payments stay past due or become unpaid, not cancelled: a client then has three weeks before the number goes back to the pool.';
    return { id: 'connect', done: true, detail };
  }
  const detail = hasAccount
    ? 'Stripe needs more from you before it takes payments. Go on where you left off.'
    : 'Connect Stripe, so that your clients can pay you.';
  return { id: 'connect', done: false, detail };
}

function telephony({ telephony: kind, twilioSid }: AgencyFacts): Step {
  if (kind === 'own' && twilioSid) {
    const detail = `Numbers come from your own Twilio account ending in ${twilioSid.slice(-4)}.`;
    return { id: 'telephony', done: true, detail };
  }
  if (kind === 'ours') return { id: 'telephony', done: true, detail: 'Numbers come from our carrier account.' };
  return { id: 'telephony', done: false, detail: 'Choose where numbers come from: ours, or your own Twilio account.' };
}
