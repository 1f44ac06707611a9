import '../staff/staff.css';
import { CopyableNumber, Notice, numberText } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { useQuery } from '../../query.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { Ready } from '../../shell/Ready.tsx';
import { t } from '../../text/index.ts';
import { CallSettings, type SettingsOf } from '../staff/CallSettings.tsx';
import { ownHoursText } from '../staff/hours.ts';
import { SettingsTabs } from '../staff/SettingsTabs.tsx';
import { TextSettings } from '../staff/TextSettings.tsx';
import { untilText } from '../staff/until.ts';
import { VoicemailSettings } from '../staff/VoicemailSettings.tsx';
import { readMySettings, saveMySettings } from './calls.ts';

type Mine = Awaited<ReturnType<typeof readMySettings>>;

/** A person's own call, text and voicemail settings (S-2). */
export default function MySettings() {
  const { subAccount } = useMe();
  const mine = useQuery('my-settings', readMySettings);
  const words = t.mySettings;
  return (
    <>
      <PageHead title={words.title}>{words.about(subAccount?.name ?? '')}</PageHead>
      <Ready query={mine}>{data => <Form mine={data} />}</Ready>
    </>
  );
}

function Form({ mine }: { mine: Mine }) {
  const settings: SettingsOf = {
    person: mine,
    mine: true,
    country: mine.subAccount.country,
    home: mine.subAccount.timezone,
    save: saveMySettings,
  };
  return (
    <div class="stack settings-form" style={{ '--gap': '20px' }} data-testid="my-settings">
      <Reached mine={mine} />
      <SettingsTabs
        calls={() => (
          <CallSettings {...settings}>
            <Direct mine={mine} />
          </CallSettings>
        )}
        texts={() => <TextSettings {...settings} company={mine.companyNumbers} />}
        voicemail={() => <VoicemailSettings {...settings} />}
      />
    </div>
  );
}

/** In one sentence: what happens when a call is theirs. */
function Reached({ mine }: { mine: Mine }) {
  const { phone, hours, voicemail, availability, doNotDisturbUntil, subAccount } = mine;
  const words = t.mySettings;
  const instead = voicemail ? words.toVoicemail : words.toForwarding;
  const wrong = availability.code === 'no_phone' ? words.noPhoneWhy : words.badPhone;
  if (!phone.value || availability.code === 'invalid_phone') {
    return (
      <Notice tone="wait" title={words.noPhone} testid="not-reached">
        {wrong} {words.until(instead)}
      </Notice>
    );
  }
  if (doNotDisturbUntil !== null) {
    return (
      <Notice tone="wait" title={words.disturb} testid="not-reached">
        {words.disturbWhy(untilText(doNotDisturbUntil, hours?.zone ?? subAccount.timezone), instead)}
      </Notice>
    );
  }
  const when = hours ? ownHoursText(hours, subAccount.timezone) : words.anyTime;
  return (
    <Notice
      tone="info"
      title={availability.code === 'outside_hours' ? words.offHours : words.availability}
      testid="reached"
    >
      {words.rings(when, numberText(phone.value), t.staff.secondsSpoken(mine.ringSeconds))} {words.otherwise(instead)}
    </Notice>
  );
}

function Direct({ mine: { directNumber } }: { mine: Mine }) {
  const words = t.mySettings;
  return (
    <div class="field">
      <span class="field-label">{words.direct}</span>
      {directNumber ? (
        <CopyableNumber e164={directNumber.e164} testid="my-direct-number" />
      ) : (
        <span>{words.noDirect}</span>
      )}
      <span class="field-hint">{directNumber ? words.directHint : words.noDirectHint}</span>
    </div>
  );
}
