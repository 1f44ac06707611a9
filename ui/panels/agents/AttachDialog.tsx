import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Combobox, Dialog, Empty, Notice, numberText, SkeletonPage, toast } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { go } from '../../route.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Agent, attach, link } from './calls.ts';
import { type Free, useFree } from './free.ts';
import { NotReady } from './State.tsx';
import { nameText } from './words.ts';

/** Chooses a number for an agent and says what that replaces (L-1) and whether its calls would get through (L-3). */
export function AttachDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const words = t.agents.attach;
  const isOwn = useMe().context === 'agency';
  const free = useFree(isOwn, agent);
  const [chosen, setChosen] = useState<Free | null>(null);
  const [unchosen, setUnchosen] = useState(false);
  const attaching = useAction(async (number: Free) => {
    await (isOwn ? link : attach)(number.numberId, agent.id);
    toast(words.done(numberText(number.e164), nameText(agent.name)));
    onClose();
  });
  const none = free.none && (isOwn ? words.noneOwn : words.none);
  return (
    <Dialog
      title={words.title(nameText(agent.name))}
      onClose={onClose}
      onSubmit={() => (chosen ? void attaching.run(chosen) : setUnchosen(true))}
      held={attaching.busy}
      testid="attach-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={attaching.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={attaching.busy} disabled={!!none} testid="attach-verb">
            {chosen?.replaces ? words.replace : agent.ready ? words.verb : words.anyway}
          </Button>
        </>
      }
    >
      <NotReady agent={agent} />
      {free.loading && <SkeletonPage lines={2} />}
      {none ? (
        <Empty
          icon="phone"
          title={none.title}
          act={<Button onClick={() => go(isOwn ? 'numbers' : 'phone-numbers')}>{none.act}</Button>}
        >
          {none.why}
        </Empty>
      ) : (
        !free.loading && (
          <Combobox
            label={words.number}
            hint={isOwn ? words.hintOwn : words.hint}
            error={unchosen && !chosen ? words.choose : undefined}
            choices={free.choices}
            value={chosen?.numberId ?? null}
            onQuery={free.onQuery}
            loading={free.searching}
            onPick={id => {
              setChosen(free.items.find(one => one.numberId === id) ?? null);
              attaching.clear();
            }}
            testid="attach-choice"
          />
        )
      )}
      {chosen?.replaces && (
        <Notice tone="wait" testid="replaces">
          {chosen.replaces}
        </Notice>
      )}
      <Refusal problem={free.problem} />
      <Refusal problem={attaching.problem} />
    </Dialog>
  );
}
