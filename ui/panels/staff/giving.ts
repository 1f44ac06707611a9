import { useAction } from '../../action.ts';
import { showNumber } from '../../format/phone.ts';
import { toast } from '../../kit/Toast.tsx';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import { type Person, setDirectNumber } from './calls.ts';

/** Codes by which the server says that something must be replaced first. */
export const NEEDS_REPLACE: readonly string[] = ['number_in_use', 'user_has_number'];

export interface Gift {
  person: Pick<Person, 'userId' | 'name' | 'directNumber'>;
  /** Null takes the number the person has. */
  number: { numberId: string; e164: string } | null;
  replace: boolean;
}

/** A number as a sentence has it. */
export const spoken = (e164: string) => showNumber(e164, viewer.value.country);

/** Gives a person a direct number, or takes theirs (L-1, L-2); says so when done. */
export function useGiving(onDone: () => void) {
  return useAction(async ({ person, number, replace }: Gift) => {
    await setDirectNumber(person.userId, number?.numberId ?? null, replace);
    const words = t.staff.direct;
    if (number) toast(words.given(person.name, spoken(number.e164)));
    else if (person.directNumber) toast(words.taken(spoken(person.directNumber.e164)));
    onDone();
  });
}
