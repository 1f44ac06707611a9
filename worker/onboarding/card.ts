import type Stripe from 'stripe';
import { askStripe } from '../assignment/ask-stripe.ts';
import { standing } from '../assignment/rules/standing.ts';
import type { Ctx } from '../context.ts';
import { on } from '../edge/stripe.ts';
import { conflict } from '../problem.ts';
import { minuteOf, note } from './note.ts';
import { agencyOf } from './store.ts';

/** Marks a page as one that puts a card on file. */
export const CARD_PAGE = 'card_on_file';

/** Opens the Stripe page that puts the agency's card on file, or changes it (T-6, N-2). An open page is used again. */
export async function openCardPage(ctx: Ctx, agencyId: string): Promise<{ url: string }> {
  return askStripe(ctx, async () => {
    const customer = await customerOf(ctx, agencyId);
    const open = await ctx.stripe.checkout.sessions.list({ customer, status: 'open', limit: 20 });
    const known = open.data.find(session => session.metadata?.purpose === CARD_PAGE);
    if (known?.url) return { url: known.url };
    const metadata = { agency_id: agencyId, purpose: CARD_PAGE };
    const { url } = await ctx.stripe.checkout.sessions.create({
      mode: 'setup',
      customer,
      currency: 'usd',
      metadata,
      setup_intent_data: { metadata },
      success_url: `${ctx.env.PUBLIC_URL}/return/card?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${ctx.env.PUBLIC_URL}/return/cancelled`,
    });
    if (!url) throw new Error('Stripe made a page without an address');
    return { url };
  });
}

/** The agency's customer on the platform account; made when there is none, or when it was deleted at Stripe. */
async function customerOf(ctx: Ctx, agencyId: string): Promise<string> {
  const row = await agencyOf(ctx, agencyId);
  const known = row.stripeCustomerId;
  if (known && !(await ctx.stripe.customers.retrieve(known)).deleted) return known;
  const key = `agency-customer:${agencyId}:${minuteOf(ctx)}`;
  const made = await ctx.stripe.customers.create({ metadata: { agency_id: agencyId } }, on(undefined, key));
  await ctx.stripe.customers.update(made.id, { name: row.name });
  if (await note(ctx, row, 'agency.customer_made', { stripeCustomerId: made.id, cardOnFile: false })) return made.id;
  const first = (await agencyOf(ctx, agencyId)).stripeCustomerId;
  if (first && first !== known) return first;
  throw conflict('changed', 'Not opened.', 'Somebody else changed this just now. Try again.');
}

/**
 * Makes our row agree with what Stripe says of the agency's card (T-6). A card that was saved on our page becomes the one
 * that pays: the last one saved, whichever event or return page comes last. Throws when Stripe gives no answer.
 * @param saved somebody says that a card was saved just now
 */
export async function rereadCard(ctx: Ctx, agencyId: string, saved = false): Promise<void> {
  const row = await agencyOf(ctx, agencyId);
  const id = row.stripeCustomerId;
  if (!id) return;
  const customer = await ctx.stripe.customers.retrieve(id, { expand: ['invoice_settings.default_payment_method'] });
  let method = customer.deleted ? null : customer.invoice_settings.default_payment_method;
  if (!customer.deleted && (saved || !method)) {
    const last = await savedLast(ctx, id);
    if (last && last !== idOf(method)) {
      const changed = await ctx.stripe.customers.update(id, {
        invoice_settings: { default_payment_method: last },
        expand: ['invoice_settings.default_payment_method'],
      });
      method = changed.invoice_settings.default_payment_method;
    }
  }
  const cardOnFile = isGood(ctx, method);
  if (cardOnFile !== row.cardOnFile) {
    await note(ctx, row, cardOnFile ? 'agency.card_on_file' : 'agency.card_lost', { cardOnFile });
  }
}

/** The card that was last saved on our page and not removed since. */
async function savedLast(ctx: Ctx, customer: string): Promise<string | undefined> {
  const expand = ['data.setup_intent.payment_method'];
  const pages = await ctx.stripe.checkout.sessions.list({ customer, status: 'complete', limit: 20, expand });
  const methods = pages.data
    .filter(page => page.metadata?.purpose === CARD_PAGE)
    .map(page => page.setup_intent)
    .flatMap(setup => (setup && typeof setup === 'object' ? [setup.payment_method] : []))
    .flatMap(method => (method && typeof method === 'object' && method.customer ? [method] : []))
    .sort((a, b) => b.created - a.created);
  return methods[0]?.id;
}

function isGood(ctx: Ctx, method: string | Stripe.PaymentMethod | null): boolean {
  if (!method || typeof method === 'string') return false;
  const { type, card } = method;
  const seen = { type, card: card ? { expMonth: card.exp_month, expYear: card.exp_year } : null };
  const today = new Date(ctx.now);
  const month = { year: today.getUTCFullYear(), month: today.getUTCMonth() + 1 };
  return standing({ planStatus: null, subscriptionDefault: null, customerDefault: seen }, month).cardValid;
}

function idOf(method: string | Stripe.PaymentMethod | null): string | undefined {
  return typeof method === 'string' ? method : method?.id;
}
