import { numberText, Select } from '../../kit/index.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { t } from '../../text/index.ts';
import { type Person, setCompanyNumber } from './calls.ts';
import { useChoice } from './choice.ts';
import { SelfSaving } from './SelfSaving.tsx';
import type { SenderChoice } from './TextSettings.tsx';

const NONE = '';

/** The company number a person is associated with: at most one, offered to them as sender (L-2). */
export function CompanyNumberOf({ person, company }: { person: Person; company: readonly SenderChoice[] }) {
  const words = t.staff.company;
  const held = person.companyNumber?.numberId ?? null;
  const { shown, choose, saving } = useChoice(held, numberId => setCompanyNumber(person.userId, numberId));
  const own = person.companyNumber;
  const offered = own && !company.some(one => one.numberId === own.numberId) ? [own, ...company] : company;
  return (
    <SelfSaving saving={saving} field="numberId">
      <Select
        label={words.label}
        value={shown ?? NONE}
        disabled={!offered.length}
        hint={
          offered.length ? (
            words.hint
          ) : (
            <>
              {words.nothing} <GoTo panel="company-number">{words.see}</GoTo>
            </>
          )
        }
        options={[
          { value: NONE, label: words.none },
          ...offered.map(({ numberId, e164 }) => ({ value: numberId, label: numberText(e164) })),
        ]}
        error={saving.problem?.fields.numberId}
        onChange={id => void choose(id || null)}
        testid="company-number"
      />
    </SelfSaving>
  );
}
