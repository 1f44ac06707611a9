import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Dialog, Select, TextField, toast } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Agent, addAgent, changeAgent, checkAgent } from './calls.ts';
import { nameText } from './words.ts';

const KINDS: readonly Agent['kind'][] = ['voice_agent', 'campaign', 'workflow'];

/** Adds an agent, or changes one; a new endpoint is tried at once (L-3). */
export function AgentDialog(props: { agent?: Agent; onClose: () => void; onDone?: (agent: Agent) => void }) {
  const { agent, onClose } = props;
  const words = t.agents.form;
  const isOwn = useMe().context === 'agency';
  const [name, setName] = useState(agent?.name ?? '');
  const [kind, setKind] = useState<Agent['kind']>(agent?.kind ?? 'voice_agent');
  const [endpoint, setEndpoint] = useState(agent?.endpoint ?? '');
  const [messages, setMessages] = useState(agent?.messageWebhook ?? '');
  const [nameless, setNameless] = useState(false);
  const saving = useAction(async () => {
    const entered = { name, kind, endpoint: endpoint.trim() || null, messageWebhook: messages.trim() || null };
    const saved = agent ? await changeAgent(agent.id, entered) : await addAgent(entered);
    // It is saved: a try that goes wrong is shown with it, and can be made again there.
    if (saved.state === 'unchecked') await checkAgent(saved.id).catch(() => undefined);
    toast((agent ? words.saved : words.added)(nameText(saved.name)));
    onClose();
    props.onDone?.(saved);
  });
  const { fields = {} } = saving.problem ?? {};
  const submit = () => (name.trim() ? void saving.run() : setNameless(true));
  return (
    <Dialog
      title={agent ? words.editTitle(nameText(agent.name)) : words.addTitle}
      onClose={onClose}
      onSubmit={submit}
      held={saving.busy}
      testid="agent-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={saving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={saving.busy} testid="agent-verb">
            {agent ? words.save : words.verb}
          </Button>
        </>
      }
    >
      <TextField
        label={t.agents.name}
        required
        placeholder={words.placeholder}
        maxLength={60}
        value={name}
        onInput={text => {
          setName(text);
          setNameless(false);
        }}
        error={nameless ? words.needName : fields.name}
        testid="agent-name"
      />
      <Select
        label={t.agents.kindTitle}
        hint={words.kindHint}
        value={kind}
        options={KINDS.map(value => ({ value, label: t.agents.kind[value] }))}
        onChange={setKind}
        testid="agent-kind"
      />
      <TextField
        label={words.endpoint}
        hint={howText(endpoint)}
        maxLength={500}
        value={endpoint}
        onInput={setEndpoint}
        error={fields.endpoint}
        testid="agent-endpoint"
      />
      <TextField
        label={words.messages}
        hint={isOwn ? words.messagesHintOwn : words.messagesHint}
        maxLength={500}
        value={messages}
        onInput={setMessages}
        error={fields.messageWebhook}
        testid="agent-messages"
      />
      {Object.keys(fields).length === 0 && <Refusal problem={saving.problem} />}
    </Dialog>
  );
}

/** What the address typed so far would have happen; else which addresses there are. */
function howText(typed: string): string {
  const words = t.agents.form;
  const [, scheme = ''] = /^(http|ws|sip)s?:/i.exec(typed.trim()) ?? [];
  return words.endpointHow[scheme.toLowerCase()] ?? words.endpointHint;
}
