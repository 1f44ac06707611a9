import { Drawer, Notice } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { Support } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { CallSettings, type SettingsOf } from './CallSettings.tsx';
import { CompanyNumberOf } from './CompanyNumberOf.tsx';
import { type Person, type StaffList, saveSettings } from './calls.ts';
import { DirectNumber } from './DirectNumber.tsx';
import { isShownByItself, issueWhy, issueWord } from './issues.ts';
import { SettingsTabs } from './SettingsTabs.tsx';
import { TextSettings } from './TextSettings.tsx';
import { VoicemailSettings } from './VoicemailSettings.tsx';

/** One person's call and voicemail settings, saved field by field (S-2). */
export function PersonDrawer(props: { person: Person; list: StaffList; onClose: () => void }) {
  const { person, list } = props;
  const me = useMe();
  const words = t.staff;
  const open = list.companyNumbers.filter(({ limitedTo }) => limitedTo?.includes(person.userId) ?? true);
  const settings: SettingsOf = {
    person,
    mine: me.user.id === person.userId,
    country: me.subAccount?.country,
    home: list.zone,
    save: change => saveSettings(person.userId, change),
  };
  return (
    <Drawer
      title={<bdi>{person.name}</bdi>}
      subtitle={[words.role[person.role] ?? person.role, person.email].filter(Boolean).join(' · ')}
      onClose={props.onClose}
      testid="person-drawer"
    >
      {person.issues
        .filter(code => !isShownByItself(code))
        .map(code => (
          <Issue key={code} code={code} />
        ))}
      <SettingsTabs
        calls={() => (
          <CallSettings {...settings}>
            <DirectNumber person={person} free={list.freeNumbers} />
          </CallSettings>
        )}
        texts={() => (
          <TextSettings {...settings} company={open}>
            <CompanyNumberOf person={person} company={open} />
          </TextSettings>
        )}
        voicemail={() => <VoicemailSettings {...settings} />}
      />
    </Drawer>
  );
}

/** What is wrong, why it matters, and where it is mended. */
function Issue({ code }: { code: string }) {
  const why = issueWhy(code);
  return (
    <Notice tone="wait" title={issueWord(code)} testid={`why-${code}`}>
      {why}
      {code === 'number_pending' && (
        <>
          {' '}
          <GoTo panel="phone-numbers">{t.staff.direct.get}</GoTo>
        </>
      )}
      {code === 'not_approved' && <Support />}
    </Notice>
  );
}
