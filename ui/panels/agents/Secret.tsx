import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Confirm, copyText, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Agent, readSecret, renewSecret } from './calls.ts';
import { nameText } from './words.ts';

/** What our requests to the agent are signed with: shown when asked for, and made anew. */
export function Secret({ agent }: { agent: Agent }) {
  const words = t.agents.secret;
  const [secret, setSecret] = useState<string | null>(null);
  const [renewing, setRenewing] = useState(false);
  const reading = useAction(readSecret, answer => setSecret(answer.secret));
  const copy = async () => toast((await copyText(secret ?? '')) ? words.copied : words.notCopied);
  return (
    <section class="stack agents-section" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p class="secondary">{words.why}</p>
      {secret && (
        <code class="agents-whole" data-testid="agent-secret">
          {secret}
        </code>
      )}
      <div class="row">
        {secret ? (
          <>
            <Button small icon="copy" onClick={() => void copy()}>
              {words.copy}
            </Button>
            <Button small kind="quiet" onClick={() => setSecret(null)}>
              {words.hide}
            </Button>
          </>
        ) : (
          <Button small busy={reading.busy} onClick={() => void reading.run(agent.id)} testid="show-secret">
            {words.show}
          </Button>
        )}
        <Button small kind="quiet" onClick={() => setRenewing(true)} testid="renew-secret">
          {words.renew}
        </Button>
      </div>
      <Refusal problem={reading.problem} />
      {renewing && <Renew agent={agent} onDone={setSecret} onClose={() => setRenewing(false)} />}
    </section>
  );
}

function Renew(props: { agent: Agent; onDone: (secret: string) => void; onClose: () => void }) {
  const { agent, onClose } = props;
  const words = t.agents.secret;
  const renewing = useAction(renewSecret, answer => {
    props.onDone(answer.secret);
    toast(words.renewed);
    onClose();
  });
  return (
    <Confirm
      question={words.question(nameText(agent.name))}
      verb={words.renew}
      danger
      busy={renewing.busy}
      onConfirm={() => void renewing.run(agent.id)}
      onClose={onClose}
      refusal={<Refusal problem={renewing.problem} />}
      testid="renew-dialog"
    >
      <p>{words.after}</p>
    </Confirm>
  );
}
