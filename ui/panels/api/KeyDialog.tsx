import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, Dialog, Icon, Select, TextField } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { useQuery } from '../../query.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { readAgents } from '../agents/calls.ts';
import { type KeyList, makeKey } from './calls.ts';
import { type Group, groupsOf, type Reach, scopesOf } from './scopes.ts';

const DAYS = { never: null, month: 30, quarter: 90, year: 365 } as const;
type End = keyof typeof DAYS;

/** Makes a key: what it is for, how far it reaches, and until when (W-4). */
export function KeyDialog(props: { list: KeyList; onDone: (key: string) => void; onClose: () => void }) {
  const { list, onDone, onClose } = props;
  const words = t.api.form;
  const [name, setName] = useState('');
  const [agentId, setAgentId] = useState('');
  const [reaches, setReaches] = useState<Partial<Record<Group, Reach>>>({});
  const [end, setEnd] = useState<End>('year');
  const [isTried, setTried] = useState(false);
  const groups = groupsOf(agentId ? list.agentScopes : list.scopes);
  const scopes = scopesOf(Object.fromEntries(groups.map(({ group }) => [group, reaches[group] ?? 'none'])));
  const making = useAction(
    () => makeKey({ name: name.trim(), scopes, expiresInDays: DAYS[end], agentId: agentId || null }),
    ({ key }) => onDone(key),
  );
  const isReady = name.trim() !== '' && scopes.length > 0;
  const fields = making.problem?.fields ?? {};
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={() => (isReady ? void making.run() : setTried(true))}
      held={making.busy}
      testid="key-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={making.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={making.busy} testid="key-verb">
            {words.verb}
          </Button>
        </>
      }
    >
      <TextField
        label={t.api.key.name}
        hint={words.nameHint}
        required
        placeholder={words.placeholder}
        maxLength={60}
        value={name}
        onInput={setName}
        error={isTried && !name.trim() ? words.needName : fields.name}
        testid="key-name"
      />
      <ForWhom value={agentId} onChange={setAgentId} />
      <Reaches
        groups={groups}
        value={reaches}
        onChange={setReaches}
        error={isTried && !scopes.length ? words.needScope : fields.scopes}
      />
      <Select<End>
        label={words.expires}
        value={end}
        options={(Object.keys(DAYS) as End[]).map(value => ({ value, label: words.ends[value] }))}
        onChange={setEnd}
        testid="key-end"
      />
      {Object.keys(fields).length === 0 && <Refusal problem={making.problem} />}
    </Dialog>
  );
}

/** A voice agent may have a key of its own (O-5); where there is none, nothing is asked. */
function ForWhom(props: { value: string; onChange: (agentId: string) => void }) {
  const isAgency = useMe().context === 'agency';
  const agents = useQuery(isAgency ? null : 'agents', readAgents).data?.items ?? [];
  const words = t.api.form;
  if (!agents.length) return null;
  return (
    <Select
      label={words.for}
      hint={words.forHint}
      value={props.value}
      options={[{ value: '', label: words.forAll }, ...agents.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={props.onChange}
      testid="key-agent"
    />
  );
}

function Reaches(props: {
  groups: ReturnType<typeof groupsOf>;
  value: Partial<Record<Group, Reach>>;
  onChange: (reaches: Partial<Record<Group, Reach>>) => void;
  error: string | undefined;
}) {
  const { form: words, scope } = t.api;
  return (
    <fieldset class="field">
      <legend class="field-label">{words.may}</legend>
      <div class="api-scopes">
        {props.groups.map(({ group, reaches }) => (
          <Select<Reach>
            key={group}
            label={scope[group].title}
            hint={scope[group].hint}
            value={props.value[group] ?? 'none'}
            options={reaches.map(value => ({ value, label: words.reach[value] }))}
            onChange={reach => props.onChange({ ...props.value, [group]: reach })}
            testid={`scope-${group}`}
          />
        ))}
      </div>
      {props.error && (
        <div class="field-error" role="alert">
          <Icon name="stop" />
          <span>{props.error}</span>
        </div>
      )}
    </fieldset>
  );
}
