import { Drawer, Notice } from '../../kit/index.ts';
import { useMe } from '../../me.ts';
import { Support } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Person, type StaffList, saveSettings } from './calls.ts';
import { DirectNumber } from './DirectNumber.tsx';
import { issueMend, issueWhy, issueWord } from './issues.ts';
import { PhoneSetting } from './PhoneSetting.tsx';
import { RingTime } from './RingTime.tsx';

/** One person's call settings, saved field by field (S-2). */
export function PersonDrawer(props: { person: Person; list: StaffList; onClose: () => void }) {
  const { person, list } = props;
  const country = useMe().subAccount?.country;
  const words = t.staff;
  return (
    <Drawer
      title={<bdi>{person.name}</bdi>}
      subtitle={[words.role[person.role] ?? person.role, person.email].filter(Boolean).join(' · ')}
      onClose={props.onClose}
      testid="person-drawer"
    >
      {person.issues.map(code => (
        <Issue key={code} code={code} />
      ))}
      <PhoneSetting
        phone={person.phone}
        country={country}
        hint={words.phone.hint}
        save={phone => saveSettings(person.userId, { phone })}
      />
      <RingTime seconds={person.ringSeconds} save={ringSeconds => saveSettings(person.userId, { ringSeconds })} />
      <DirectNumber person={person} free={list.freeNumbers} />
    </Drawer>
  );
}

/** What is wrong, why it matters, and where it is mended. */
function Issue({ code }: { code: string }) {
  const why = issueWhy(code);
  return (
    <Notice tone="wait" title={issueWord(code)} testid={`why-${code}`}>
      {why}
      {!issueMend(code) && <Support />}
    </Notice>
  );
}
