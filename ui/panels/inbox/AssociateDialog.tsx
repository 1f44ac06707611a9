import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, type Choice, Combobox, Dialog, numberText, toast } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { useSettled } from '../../settled.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { associate, type FoundContact, searchContacts, type Thread } from './calls.ts';
import { callerName } from './words.ts';

/** Says which contact an unknown caller is (U-7, U-9): found by name or number, among very many. */
export function AssociateDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<FoundContact | null>(null);
  const asked = useSettled(query.trim());
  const found = useQuery(`contacts ${asked}`, async () => (await searchContacts(asked)).items, { keep: true });
  const words = t.inbox.associating;
  const who = callerName(thread);
  const joining = useAction(
    () => associate(thread.key, chosen?.id ?? ''),
    ({ contact }) => {
      toast(words.done(contact.name));
      onClose();
    },
  );
  const items = found.data ?? [];
  const offered = chosen && !items.some(item => item.id === chosen.id) ? [chosen, ...items] : items;
  return (
    <Dialog
      title={words.question(who)}
      onClose={onClose}
      onSubmit={() => void joining.run()}
      held={joining.busy}
      testid="associate-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={joining.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={joining.busy} disabled={!chosen} testid="associate-verb">
            {words.verb}
          </Button>
        </>
      }
    >
      <Combobox
        label={words.contact}
        placeholder={words.search}
        choices={(query === '' && !chosen ? items : offered).map(choiceOf)}
        value={chosen?.id ?? null}
        onPick={id => setChosen(offered.find(item => item.id === id) ?? null)}
        onQuery={setQuery}
        loading={found.loading || found.refreshing || asked !== query.trim()}
        testid="contact-search"
      />
      {chosen && <Consequences thread={thread} contact={chosen} />}
      <Refusal problem={joining.problem ?? found.problem} onAgain={joining.problem ? undefined : found.again} />
    </Dialog>
  );
}

function choiceOf({ id, name, phones, owner }: FoundContact): Choice {
  const detail = [...phones.slice(0, 3).map(numberText), owner && t.inbox.associating.ownedBy(owner.name)];
  return { id, label: name, detail: detail.filter(Boolean).join(' · '), testid: `contact-${id}` };
}

function Consequences({ thread, contact }: { thread: Thread; contact: FoundContact }) {
  const words = t.inbox.associating;
  const { source } = thread.number;
  const { name, owner } = contact;
  return (
    <p class="secondary" data-testid="associate-means">
      {thread.caller.e164 ? words.what(name, callerName(thread)) : words.whatWithheld(name)}{' '}
      {thread.caller.e164 && (owner ? words.owner(owner.name, name) : words.noOwner(name))}{' '}
      {source && words.source(source)}
    </p>
  );
}
