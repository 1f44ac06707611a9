import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Confirm, Pill, TextField, toast } from '../../../kit/index.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { Section } from '../Section.tsx';
import { addDomain, confirmDomain, type Domain, removeDomain } from './calls.ts';

/** Domains of the agency's own under which its people open the CRM; each may show the panel once it is confirmed (H-3). */
export function Domains({ domains }: { domains: readonly Domain[] }) {
  const words = t.connection.domains;
  return (
    <Section title={words.title} about={words.about} testid="domains">
      {domains.length === 0 ? (
        <p class="secondary">{words.none}</p>
      ) : (
        <ul class="domain-list" aria-label={words.list}>
          {domains.map(domain => (
            <One key={domain.origin} domain={domain} />
          ))}
        </ul>
      )}
      <Add />
    </Section>
  );
}

/** As people type it. */
const bare = (origin: string) => origin.replace(/^https:\/\//, '');

function One({ domain }: { domain: Domain }) {
  const words = t.connection.domains;
  const name = bare(domain.origin);
  const [asking, setAsking] = useState(false);
  const confirming = useAction(
    () => confirmDomain(domain.origin),
    () => toast(words.added(name)),
  );
  const removing = useAction(
    () => removeDomain(domain.origin),
    () => toast(words.removed(name)),
  );
  return (
    <li data-testid={`domain-${name}`}>
      <strong>{name}</strong>
      <Pill tone={domain.confirmedAt === null ? 'wait' : 'good'}>
        {domain.confirmedAt === null ? words.told : words.confirmed}
      </Pill>
      <span class="domain-acts">
        {domain.confirmedAt === null && (
          <Button
            kind="primary"
            small
            busy={confirming.busy}
            onClick={() => void confirming.run()}
            testid="domain-confirm"
          >
            {words.confirm}
          </Button>
        )}
        <Button
          kind="quiet"
          small
          icon="close"
          label={words.remove(name)}
          onClick={() => setAsking(true)}
          testid="domain-remove"
        />
      </span>
      <Refusal problem={confirming.problem} />
      {asking && (
        <Confirm
          question={words.removeAsk(name)}
          verb={words.removeVerb}
          danger
          busy={removing.busy}
          refusal={<Refusal problem={removing.problem} />}
          onConfirm={() => void removing.run()}
          onClose={() => setAsking(false)}
        >
          {words.removeWhy}
        </Confirm>
      )}
    </li>
  );
}

function Add() {
  const words = t.connection.domains;
  const [typed, setTyped] = useState('');
  const adding = useAction(addDomain, () => setTyped(''));
  const add = async () => {
    const domain = typed.trim();
    if (domain && (await adding.run(domain))) toast(words.added(bare(domain.toLowerCase())));
  };
  return (
    <form
      class="domain-add"
      onSubmit={event => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField
        label={words.add}
        hint={words.hint}
        value={typed}
        maxLength={300}
        error={adding.problem?.fields.domain}
        onInput={value => {
          setTyped(value);
          adding.clear();
        }}
        testid="domain-add"
      />
      <Button type="submit" busy={adding.busy} disabled={!typed.trim()} testid="domain-add-verb">
        {words.addVerb}
      </Button>
      <Refusal problem={adding.problem?.fields.domain ? undefined : adding.problem} />
    </form>
  );
}
