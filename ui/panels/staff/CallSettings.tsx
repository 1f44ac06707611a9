import type { ComponentChildren } from 'preact';
import { t } from '../../text/index.ts';
import type { Person, Save } from './calls.ts';
import { DoNotDisturb } from './DoNotDisturb.tsx';
import { OwnHours } from './OwnHours.tsx';
import { PhoneSetting } from './PhoneSetting.tsx';
import { RingTime } from './RingTime.tsx';
import { SwitchSetting } from './SwitchSetting.tsx';

/** Where a person's settings are looked at: by themselves or by an admin, in which sub-account. */
export interface SettingsOf {
  person: Person;
  mine: boolean;
  country: string | undefined;
  /** The sub-account's zone. */
  home: string;
  save: Save;
}

/** How calls reach a person (S-2). @param children their direct number */
export function CallSettings({
  person,
  mine,
  country,
  home,
  save,
  children,
}: SettingsOf & { children: ComponentChildren }) {
  const words = t.staff;
  return (
    <>
      <PhoneSetting
        phone={person.phone}
        country={country}
        hint={mine ? words.phone.mine : words.phone.hint}
        save={phone => save({ phone })}
      />
      {children}
      <DoNotDisturb
        until={person.doNotDisturbUntil}
        zone={person.hours?.zone ?? home}
        save={doNotDisturbUntil => save({ doNotDisturbUntil })}
      />
      <OwnHours hours={person.hours} home={home} save={hours => save({ hours })} />
      <RingTime seconds={person.ringSeconds} voicemail={person.voicemail} save={ringSeconds => save({ ringSeconds })} />
      <SwitchSetting
        label={words.pressOne.label}
        hint={words.pressOne.hint}
        on={person.pressOne}
        field="pressOne"
        save={pressOne => save({ pressOne })}
        testid="press-one"
      />
    </>
  );
}
