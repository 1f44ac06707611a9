import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, Problem } from '../../../api.ts';
import { changed } from '../../../live.ts';
import { t } from '../../../text/index.ts';
import { type Order, type Price, type Purchase, placeOrder, readPurchase } from './calls.ts';

const ASK_EVERY_MS = 2_000;

/** Where a purchase stands for the person looking at it. */
export type Standing =
  | { is: 'asking' }
  | { is: 'working'; purchase: Purchase | undefined; slow: boolean }
  | { is: 'bought'; purchase: Purchase }
  | { is: 'refused'; problem: Problem };

/**
 * One purchase (N-2). A confirmation makes one request id; after an answer that may have got lost the same id is sent
 * again, which never buys or charges twice.
 */
export function usePurchase(what: Omit<Order, 'requestId' | 'price'>) {
  const [standing, setStanding] = useState<Standing>({ is: 'asking' });
  const order = useRef<Order | null>(null);
  const gone = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      gone.current = true;
      clearTimeout(timer.current);
    },
    [],
  );

  const follow = (purchase: Purchase, asked = 0) => {
    const next = standingOf(purchase, asked);
    if (next.is !== 'working') changed();
    if (gone.current) return;
    setStanding(next);
    if (next.is === 'working') timer.current = setTimeout(() => void ask(purchase, asked + 1), ASK_EVERY_MS);
  };
  const ask = async (purchase: Purchase, asked: number) => {
    try {
      follow(await readPurchase(purchase.id), asked);
    } catch (cause) {
      // A lost connection says nothing about the purchase; it is asked again.
      if (asProblem(cause).status === 0) follow(purchase, asked);
      else setStanding({ is: 'refused', problem: asProblem(cause) });
    }
  };
  const place = async (placed: Order) => {
    order.current = placed;
    setStanding({ is: 'working', purchase: undefined, slow: false });
    try {
      follow(await placeOrder(placed));
    } catch (cause) {
      changed();
      if (!gone.current) setStanding({ is: 'refused', problem: asProblem(cause) });
    }
  };

  return {
    standing,
    /** Buys at this price: a new request. */
    confirm: (price: Price) => void place({ ...what, price, requestId: crypto.randomUUID() }),
    /** Sends the same request again. */
    repeat: () => void (order.current && place(order.current)),
  };
}

function standingOf(purchase: Purchase, asked: number): Standing {
  const { purchase: words } = t.numbers;
  const { state } = purchase;
  if (state === 'done') return { is: 'bought', purchase };
  if (state === 'declined' || state === 'failed' || state === 'refunded') {
    const { title, why } = words[state];
    const code = { declined: 'card_declined', failed: 'payment_failed', refunded: 'carrier_failed' }[state];
    return { is: 'refused', problem: new Problem(422, { code, title, detail: why }) };
  }
  return { is: 'working', purchase, slow: asked > 4 };
}
