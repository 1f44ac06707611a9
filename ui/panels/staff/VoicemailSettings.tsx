import { t } from '../../text/index.ts';
import type { SettingsOf } from './CallSettings.tsx';
import { Greeting } from './Greeting.tsx';
import { SwitchSetting } from './SwitchSetting.tsx';

/** A person's own mailbox: on or off, what callers hear, and who is told (S-2, S-3, R-10). */
export function VoicemailSettings({ person, mine, save }: Pick<SettingsOf, 'person' | 'mine' | 'save'>) {
  const words = t.staff.voicemail;
  return (
    <>
      <SwitchSetting
        label={words.label}
        hint={person.voicemail ? words.on : words.off}
        on={person.voicemail}
        field="voicemail"
        save={voicemail => save({ voicemail })}
        testid="voicemail"
      />
      {person.voicemail && (
        <>
          <Greeting person={person} mine={mine} save={greeting => save({ greeting })} />
          <SwitchSetting
            label={mine ? words.emailMine : words.email}
            hint={mine ? words.emailTo(person.email) : words.emailTheir(person.email)}
            on={person.emailVoicemail}
            field="emailVoicemail"
            save={emailVoicemail => save({ emailVoicemail })}
            testid="email-voicemail"
          />
        </>
      )}
    </>
  );
}
