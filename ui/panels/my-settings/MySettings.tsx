import '../staff/staff.css';
import { CopyableNumber, Notice, numberText } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { useQuery } from '../../query.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { Ready } from '../../shell/Ready.tsx';
import { t } from '../../text/index.ts';
import { PhoneSetting } from '../staff/PhoneSetting.tsx';
import { RingTime } from '../staff/RingTime.tsx';
import { readMySettings, saveMySettings } from './calls.ts';

type Mine = Awaited<ReturnType<typeof readMySettings>>;

/** A person's own call settings (S-2). */
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
  const { phone, ringSeconds } = mine;
  return (
    <div class="stack settings-form" style={{ '--gap': '24px' }} data-testid="my-settings">
      <Reached mine={mine} />
      <PhoneSetting
        phone={phone}
        country={mine.subAccount.country}
        hint={t.staff.phone.mine}
        save={value => saveMySettings({ phone: value })}
      />
      <RingTime seconds={ringSeconds} save={seconds => saveMySettings({ ringSeconds: seconds })} />
      <Direct mine={mine} />
    </div>
  );
}

/** In one sentence: what happens when a call is theirs. */
function Reached({ mine: { phone, ringSeconds } }: { mine: Mine }) {
  const words = t.mySettings;
  if (!phone.value) {
    return (
      <Notice tone="wait" title={words.noPhone} testid="not-reached">
        {words.noPhoneWhy}
      </Notice>
    );
  }
  return (
    <Notice tone="info" title={words.availability} testid="reached">
      {words.always(numberText(phone.value), t.staff.secondsSpoken(ringSeconds))} {words.notAnswered}
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
