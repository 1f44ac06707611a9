import { confirmationSecret, paymentsOf } from '../billing/payments.ts';
import type { Books, Kind } from '../books.ts';
import { linesOf } from '../checkout/lines.ts';
import type { Thing } from '../object/thing.ts';
import { badParameter } from './problem.ts';

const KIND_OF: Record<string, Kind> = {
  acct: 'account',
  bps: 'billing_portal.session',
  ch: 'charge',
  cs: 'checkout.session',
  cus: 'customer',
  in: 'invoice',
  ii: 'invoiceitem',
  pi: 'payment_intent',
  pm: 'payment_method',
  price: 'price',
  prod: 'product',
  re: 'refund',
  seti: 'setup_intent',
  sub: 'subscription',
};

/** Fields that are left out unless asked for. */
const INCLUDABLE: Record<string, (books: Books, id: string) => unknown> = {
  'checkout.session.line_items': linesOf,
  'invoice.confirmation_secret': confirmationSecret,
  'invoice.payments': paymentsOf,
};

/** Answers a copy of `value` in which each dotted path of `expand[]` is replaced by the object it names. */
export function expand(books: Books, value: unknown, paths: readonly string[]): unknown {
  if (paths.length === 0) return value;
  const copy: unknown = structuredClone(value);
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > 4)
      throw badParameter(
        'expand',
        `You cannot expand more than 4 levels of a property (${path}).`,
        'property_too_deep',
      );
    walk(books, copy, steps, path);
  }
  return copy;
}

function walk(books: Books, at: unknown, steps: readonly string[], path: string): void {
  const [step, ...rest] = steps;
  if (step === undefined || at === null || at === undefined) return;
  if (Array.isArray(at)) {
    for (const each of at) walk(books, each, steps, path);
    return;
  }
  if (typeof at !== 'object') throw unexpandable(path);
  const holder = at as Record<string, unknown>;
  holder[step] = replaced(books, holder, step, path);
  walk(books, holder[step], rest, path);
}

function replaced(books: Books, holder: Record<string, unknown>, step: string, path: string): unknown {
  const value = holder[step];
  if (value === null || Array.isArray(value) || (typeof value === 'object' && value !== undefined)) return value;
  if (value === undefined) {
    const include = INCLUDABLE[`${String(holder.object)}.${step}`];
    if (include && typeof holder.id === 'string') return structuredClone(include(books, holder.id));
    throw unexpandable(path);
  }
  const thing = typeof value === 'string' ? find(books, value) : undefined;
  if (!thing) {
    if (typeof value === 'string' && value.startsWith('txn_')) return value;
    throw unexpandable(path);
  }
  return structuredClone(thing);
}

function find(books: Books, id: string): Thing | undefined {
  const kind = KIND_OF[id.split('_')[0] ?? ''];
  return kind ? books.peek(kind, id) : undefined;
}

const unexpandable = (path: string) => badParameter('expand', `This property cannot be expanded (${path}).`);
