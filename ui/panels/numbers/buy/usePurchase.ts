import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../../../api.ts';
import { changed } from '../../../live.ts';
import type { Order, Price } from './calls.ts';

const ASK_EVERY_MS = 2_000;

/** What any purchase tells of itself, the agency's or a client's. */
export interface Bought {
  id: string;
  state: string;
  numberId: string | null;
}

/** Where a purchase stands for the person looking at it. */
export type Standing<P> =
  | { is: 'asking' }
  | { is: 'working'; purchase: P | undefined; slow: boolean }
  /** The bank wants the owner's consent on a page of its own (N-2). */
  | { is: 'consent'; purchase: P; url: string }
  | { is: 'bought'; purchase: P }
  | { is: 'refused'; problem: Problem };

/** Whose purchase it is: how it is made, read again and refused. */
export interface Counter<P extends Bought> {
  place: (order: Order) => Promise<P>;
  read: (id: string) => Promise<P>;
  /** Why it ended without a number; undefined while it has not. */
  refused: (purchase: P) => Problem | undefined;
  consentUrl: (purchase: P) => string | null;
}

/**
 * One purchase (N-2). A confirmation makes one request id; after an answer that may have got lost the same id is sent
 * again, which never buys or charges twice.
 */
export function usePurchase<P extends Bought>(counter: Counter<P>, what: Omit<Order, 'requestId' | 'price'>) {
  const [standing, setStanding] = useState<Standing<P>>({ is: 'asking' });
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

  const follow = (purchase: P, asked = 0) => {
    const next = standingOf(counter, purchase, asked);
    const goesOn = next.is === 'working' || next.is === 'consent';
    if (!goesOn) changed();
    if (gone.current) return;
    setStanding(next);
    if (!goesOn) return;
    const count = next.is === 'consent' ? 0 : asked + 1;
    timer.current = setTimeout(() => void ask(purchase, count), ASK_EVERY_MS);
  };
  const ask = async (purchase: P, asked: number) => {
    try {
      follow(await counter.read(purchase.id), asked);
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
      follow(await counter.place(placed));
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

function standingOf<P extends Bought>(counter: Counter<P>, purchase: P, asked: number): Standing<P> {
  if (purchase.state === 'done') return { is: 'bought', purchase };
  const problem = counter.refused(purchase);
  if (problem) return { is: 'refused', problem };
  const url = counter.consentUrl(purchase);
  return url === null ? { is: 'working', purchase, slow: asked > 4 } : { is: 'consent', purchase, url };
}
