import type { ProblemBody } from '../wire/problem.ts';
import type { NextAction } from './payment-intent.ts';
import type { Metadata, Thing } from './thing.ts';

export interface SetupIntent extends Thing {
  object: 'setup_intent';
  created: number;
  client_secret: string;
  customer: string | null;
  description: string | null;
  last_setup_error: ProblemBody | null;
  next_action: NextAction | null;
  payment_method: string | null;
  metadata: Metadata;
  status: 'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'succeeded' | 'canceled';
  usage: string;
}

export function newSetupIntent(
  id: string,
  created: number,
  terms: { customer: string | null; secret: string; application: string | null },
): SetupIntent {
  return {
    id,
    object: 'setup_intent',
    application: terms.application,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    cancellation_reason: null,
    client_secret: `${id}_secret_${terms.secret}`,
    created,
    customer: terms.customer,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: 'off_session',
  };
}
