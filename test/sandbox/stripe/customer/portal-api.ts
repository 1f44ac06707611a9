import { type Endpoint, post } from '../wire/endpoint.ts';
import { alive } from './customer.ts';

const FLOW = ['flow_data.type', 'flow_data.after_completion', 'flow_data.subscription_cancel'];

export const portalSessions: Endpoint[] = [
  post(
    '/v1/billing_portal/sessions',
    ['customer', 'return_url', 'configuration', 'locale', ...FLOW],
    ({ books, params }) => {
      const customer = alive(books, params.need('customer'));
      const id = books.world.id('bps');
      const flow = params.child('flow_data');
      return books.put('billing_portal.session', {
        id,
        object: 'billing_portal.session',
        configuration: params.text('configuration') ?? 'bpc_1SandboxDefault',
        created: books.now(),
        customer: customer.id,
        customer_account: null,
        flow: flow
          ? {
              after_completion: { hosted_confirmation: null, redirect: null, type: 'portal_homepage' },
              subscription_cancel: null,
              subscription_update: null,
              subscription_update_confirm: null,
              type: flow.need('type'),
            }
          : null,
        livemode: false,
        locale: params.textOrNull('locale') ?? null,
        on_behalf_of: null,
        return_url: params.textOrNull('return_url') ?? null,
        url: `${books.world.ctx.urls.stripe}/p/session/${id}`,
      });
    },
  ),
];
