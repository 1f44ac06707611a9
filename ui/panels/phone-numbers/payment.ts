import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { numberText } from '../../kit/Number.tsx';
import { toast } from '../../kit/Toast.tsx';
import { t } from '../../text/index.ts';
import { type Held, isOwed, payFor } from './calls.ts';
import { openTab, sendTab } from './tab.ts';

/** A payment page that was opened and is waited for. */
export interface OpenPage {
  held: Held;
  url: string;
  /** False when the browser held the tab back: the link is shown instead. */
  opened: boolean;
}

/** Pay now: opens Stripe's page in a tab of its own and waits until the number is seen active. */
export function usePayment(items: readonly Held[] | undefined) {
  const [page, setPage] = useState<OpenPage | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const asking = useAction(payFor);

  const pay = async (held: Held) => {
    if (asking.busy) return;
    const tab = openTab(t.phoneNumbers.pay.opening);
    setPage(null);
    setAsked(held.assignmentId);
    const answer = await asking.run(held.assignmentId);
    if (answer) setPage({ held, url: answer.url, opened: sendTab(tab, answer.url) });
    else tab?.close();
  };

  useEffect(() => {
    if (!page || !items) return;
    const now = items.find(item => item.assignmentId === page.held.assignmentId);
    if (now && isOwed(now)) return;
    const number = numberText(page.held.e164);
    toast(now ? t.phoneNumbers.pay.done(number) : t.phoneNumbers.pay.gone(number));
    setPage(null);
  }, [page, items]);

  return {
    pay,
    page,
    /** The assignment whose page is being asked for. */
    busyId: asking.busy ? asked : null,
    problem: asking.problem,
    clear: asking.clear,
    leave: () => setPage(null),
  };
}
