import { Problem } from '../../api.ts';
import { numberText } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { InboxRecord, Item, Thread } from './calls.ts';

/** What a caller is called: the contact's name, else the number, else that it was withheld. */
export function callerName(item: Pick<Item, 'contact' | 'caller'>): string {
  return item.contact?.name || numberOf(item);
}

export function numberOf({ caller }: Pick<Item, 'caller'>): string {
  return caller.e164 ? numberText(caller.e164) : t.inbox.withheld;
}

/** What happened, in the list's second line. */
export function previewText({ preview }: Item): string {
  const { inbox } = t;
  if (preview.kind === 'text') {
    const text = preview.text.replace(/\s+/g, ' ').trim() || inbox.attachment;
    return preview.direction === 'out' ? inbox.sent(text) : text;
  }
  return preview.kind === 'voicemail' ? inbox.voicemail : outcomeText(preview.direction, preview.outcome);
}

function outcomeText(direction: 'in' | 'out', outcome: string): string {
  return t.inbox.call[direction][outcome] ?? outcome;
}

/** What became of a call, as a heading. */
export function callText(record: InboxRecord): string {
  const { call } = t.inbox;
  const outcome = record.outcome ?? '';
  if (record.direction === 'in' && outcome === 'answered') {
    if (record.by) return call.answeredBy(record.by.name);
    if (record.isAnsweredElsewhere) return call.answeredElsewhere;
  }
  return outcomeText(record.direction, outcome);
}

/** Why the viewer may not act on this caller, and what to do; undefined when they may. */
export function refusalText(thread: Thread, isAdmin: boolean): { title: string; next: string } | undefined {
  const words = t.inbox.mayNot;
  if (thread.canAct) return undefined;
  if (thread.whyNot === 'claimed' && thread.claim) {
    return { title: words.claimed(thread.claim.by.name), next: isAdmin ? words.claimedNextAdmin : words.claimedNext };
  }
  if (thread.whyNot === 'not_selected') return { title: words.not_selected, next: words.not_selectedNext };
  const by = thread.records.findLast(record => record.direction === 'in' && record.by)?.by;
  return {
    title: by ? words.answered_by_other(by.name) : words.answered_by_nobody,
    next: words.answered_by_otherNext,
  };
}

/** A refusal that names fields which are none of the person's, said of the act itself. */
export function refusedAs(title: string, problem: Problem | undefined): Problem | undefined {
  if (problem?.code !== 'invalid') return problem;
  const detail = Object.values(problem.fields).join(' ') || problem.detail;
  return new Problem(problem.status, { code: problem.code, title, detail }, problem.reference);
}
