import { useId, useState } from 'preact/hooks';
import { Confirm, Notice, numberText, Radios } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { SelfSaving } from '../staff/SelfSaving.tsx';
import { useSaving } from '../staff/saving.ts';
import { associate, type Colleague, type CompanyNumber, type Listing, type Settings, saveSettings } from './calls.ts';
import { People } from './People.tsx';

/** Who is offered the number as sender, and who may be (L-2, L-5). */
export function Sending({ number, listing }: { number: CompanyNumber; listing: Listing }) {
  const id = useId();
  const words = t.companyNumber.people;
  const saving = useSaving((settings: Settings) => saveSettings(number.numberId, settings));
  const narrow = () => saving.run({ limited: true, allowedUserIds: number.associated.map(one => one.id) });
  return (
    <section class="card sending" aria-labelledby={id}>
      <div>
        <h2 id={id}>{words.title}</h2>
        <p class="secondary">{words.about}</p>
      </div>
      <div class="sending-body">
        <Associated number={number} listing={listing} />
        <SelfSaving saving={saving} field="limited">
          <Radios
            label={words.who}
            value={number.limited ? 'chosen' : 'all'}
            options={[
              { value: 'all', label: words.all },
              { value: 'chosen', label: words.chosen, detail: words.chosenAbout },
            ]}
            onChange={who => void (who === 'all' ? saving.run({ limited: false }) : narrow())}
            testid="who-may"
          />
          {number.limited && (
            <Allowed number={number} listing={listing} save={ids => void saving.run({ allowedUserIds: ids })} />
          )}
        </SelfSaving>
      </div>
    </section>
  );
}

function Associated({ number, listing }: { number: CompanyNumber; listing: Listing }) {
  const words = t.companyNumber.people;
  const saving = useSaving(({ userId, on }: { userId: string; on: boolean }) =>
    associate(userId, on ? number.numberId : null),
  );
  const elsewhere = (person: Colleague) =>
    listing.items.find(one => one !== number && one.associated.some(user => user.id === person.id));
  return (
    <div class="field">
      <span class="field-label">{words.associated}</span>
      <People
        label={words.associated}
        people={listing.users}
        chosen={number.associated.map(one => one.id)}
        none={words.none}
        onAdd={userId => void saving.run({ userId, on: true })}
        onRemove={userId => void saving.run({ userId, on: false })}
        reason={person => (number.limited && !number.allowedUserIds.includes(person.id) ? words.notChosen : undefined)}
        detail={person => {
          const other = elsewhere(person);
          return other && words.other(numberText(other.e164));
        }}
        testid="associated"
      />
      <Refusal problem={saving.problem} />
    </div>
  );
}

function Allowed(props: { number: CompanyNumber; listing: Listing; save: (userIds: string[]) => void }) {
  const { number, listing, save } = props;
  const [asked, setAsked] = useState<string | null>(null);
  const words = t.companyNumber.people;
  const loser = number.associated.find(one => one.id === asked);
  const without = (userId: string) => save(number.allowedUserIds.filter(one => one !== userId));
  return (
    <div class="field">
      <span class="field-label">{words.allowed}</span>
      {number.allowedUserIds.length === 0 && <Notice tone="wait">{words.allowedNone}</Notice>}
      <People
        label={words.allowed}
        people={listing.users}
        chosen={number.allowedUserIds}
        onAdd={userId => save([...number.allowedUserIds, userId])}
        onRemove={userId => (number.associated.some(one => one.id === userId) ? setAsked(userId) : without(userId))}
        testid="allowed"
      />
      {loser && (
        <Confirm
          question={words.loses(loser.name)}
          verb={words.losesVerb}
          onConfirm={() => {
            without(loser.id);
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
          testid="loses-question"
        >
          <p>{words.losesWhy(loser.name, numberText(number.e164))}</p>
        </Confirm>
      )}
    </div>
  );
}
