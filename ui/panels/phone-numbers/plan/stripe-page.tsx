import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, LinkButton, Notice, toast } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import { openTab, sendTab } from '../tab.ts';

interface OpenPage {
  url: string;
  /** False when the browser held the tab back: the link is shown instead. */
  opened: boolean;
  /** It ends by itself once what was missing is there. */
  waits: boolean;
}

/**
 * A page of Stripe in a tab of its own, since it refuses framing (T-6). What the panel reads anyway says when it is done.
 * @param ready what the page brings about is there
 * @param done said once it has come about
 */
export function useStripePage(ask: () => Promise<{ url: string }>, ready: boolean, done: string) {
  const [page, setPage] = useState<OpenPage | null>(null);
  const asking = useAction(ask);
  const open = async () => {
    if (asking.busy) return;
    const tab = openTab(t.plan.page.opening);
    setPage(null);
    const answer = await asking.run();
    if (answer) setPage({ url: answer.url, opened: sendTab(tab, answer.url), waits: !ready });
    else tab?.close();
  };
  useEffect(() => {
    if (!page?.waits || !ready) return;
    toast(done);
    setPage(null);
  }, [page, ready, done]);
  return { open: () => void open(), page, busy: asking.busy, problem: asking.problem, leave: () => setPage(null) };
}

/** What goes on while the page is open in its tab. */
export function StripePage({ page, leave }: { page: OpenPage | null; leave: () => void }) {
  if (!page) return null;
  const words = t.plan.page;
  const { opened, waits, url } = page;
  return (
    <Notice
      tone={opened ? 'info' : 'wait'}
      title={opened ? (waits ? words.waiting : words.opened) : words.blocked}
      testid="stripe-page"
      acts={
        <>
          <LinkButton href={url} kind={opened ? 'plain' : 'primary'} testid="stripe-page-link">
            {opened ? words.again : words.open}
          </LinkButton>
          <Button kind="quiet" onClick={leave}>
            {t.kit.dismiss}
          </Button>
        </>
      }
    >
      {opened ? words.finish : words.openHere}
    </Notice>
  );
}
