import type { ComponentChildren } from 'preact';
import { numberText, Select } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { SettingsOf } from './CallSettings.tsx';
import type { Person } from './calls.ts';
import { useChoice } from './choice.ts';
import { SelfSaving } from './SelfSaving.tsx';
import { SwitchSetting } from './SwitchSetting.tsx';

const AUTOMATIC = '';

export interface SenderChoice {
  numberId: string;
  e164: string;
}

/** Texts in the person's name, and those that come in for them (O-2, R-16). @param children their company number */
export function TextSettings(
  props: Pick<SettingsOf, 'person' | 'mine' | 'save'> & {
    company: readonly SenderChoice[];
    children?: ComponentChildren;
  },
) {
  const { person, mine, save } = props;
  const words = t.staff.texts;
  return (
    <>
      {props.children}
      <Sender
        person={person}
        hint={mine ? words.senderMine : words.senderHint}
        company={props.company}
        save={senderNumberId => save({ senderNumberId })}
      />
      <SwitchSetting
        label={words.copy}
        hint={mine ? words.copyMine : words.copyHint}
        on={person.copyTexts}
        field="copyTexts"
        save={copyTexts => save({ copyTexts })}
        testid="copy-texts"
      />
    </>
  );
}

/** *Sender ID to display*: their direct number, or a company number open to them (O-2, L-5). */
function Sender(props: {
  person: Person;
  hint: string;
  company: readonly SenderChoice[];
  save: (numberId: string | null) => Promise<unknown>;
}) {
  const { person, company } = props;
  const words = t.staff.texts;
  const { shown, choose, saving } = useChoice(person.senderNumberId, props.save);
  const direct = person.directNumber;
  const options = [
    { value: AUTOMATIC, label: words.automatic },
    ...(direct ? [{ value: direct.numberId, label: words.direct(numberText(direct.e164)) }] : []),
    ...company.map(({ numberId, e164 }) => ({ value: numberId, label: words.company(numberText(e164)) })),
  ];
  const known = options.some(option => option.value === shown);
  return (
    <SelfSaving saving={saving} field="senderNumberId">
      <Select
        label={words.sender}
        hint={options.length > 1 ? props.hint : words.noSender}
        value={known && shown ? shown : AUTOMATIC}
        options={options}
        disabled={options.length === 1}
        error={saving.problem?.fields.senderNumberId}
        onChange={id => void choose(id || null)}
        testid="sender"
      />
    </SelfSaving>
  );
}
