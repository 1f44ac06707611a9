/** which of our things a Stripe event may be about. The payload only says where to look; the truth is re-read. */
export interface Hints {
  /** Set by us in the object's metadata. */
  assignmentId?: string;
  subscriptionId?: string;
  sessionId?: string;
  /** Customer whose standing may have changed (T-5). */
  customerId?: string;
}

/** What else happens to an invoice changes no state. */
const INVOICE = ['paid', 'payment_failed', 'payment_action_required', 'voided', 'marked_uncollectible'];

type Loose = Record<string, unknown>;

/** @param type Stripe's event type; @param payload the whole event as it was sent */
export function hintsOf(type: string, payload: unknown): Hints {
  const data = at(payload, 'data');
  const object = at(data, 'object');
  const [kind, what = ''] = type.split('.');
  const id = text(at(object, 'id'));
  const customerId = idOf(at(object, 'customer'));
  const assignmentId = text(at(at(object, 'metadata'), 'assignment_id'));
  if (type.startsWith('checkout.session.')) {
    return known({ assignmentId, sessionId: id, subscriptionId: idOf(at(object, 'subscription')), customerId });
  }
  if (type.startsWith('customer.subscription.')) return known({ assignmentId, subscriptionId: id, customerId });
  if (kind === 'invoice' && INVOICE.includes(what)) {
    const details = at(at(object, 'parent'), 'subscription_details');
    const marked = text(at(at(details, 'metadata'), 'assignment_id'));
    return known({ assignmentId: marked, subscriptionId: idOf(at(details, 'subscription')), customerId });
  }
  if (type === 'customer.updated' || type === 'customer.deleted') return known({ customerId: id });
  if (kind === 'payment_method') {
    const before = idOf(at(at(data, 'previous_attributes'), 'customer'));
    return known({ customerId: customerId ?? before });
  }
  return {};
}

function known(hints: { [Name in keyof Hints]?: string | undefined }): Hints {
  return Object.fromEntries(Object.entries(hints).filter(([, value]) => value !== undefined));
}

function at(value: unknown, name: string): unknown {
  return value && typeof value === 'object' ? (value as Loose)[name] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An id, or the id of an expanded object. */
function idOf(value: unknown): string | undefined {
  return text(value) ?? text(at(value, 'id'));
}
