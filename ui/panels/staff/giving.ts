import { useAction } from '../../action.ts';
import { numberText } from '../../kit/Number.tsx';
import { toast } from '../../kit/Toast.tsx';
import { t } from '../../text/index.ts';
import { type Person, setDirectNumber } from './calls.ts';

/** Codes by which the server says that something must be replaced first. */
export const NEEDS_REPLACE: readonly string[] = ['number_in_use', 'user_has_number'];

export interface Gift {
  person: Pick<Person, 'userId' | 'name' | 'directNumber'>;
  /** Null takes the number the person has. */
  number: { numberId: string; e164: string } | null;
  replace: boolean;
}

/** Gives a person a direct number, or takes theirs (L-1, L-2); says so when done. */
export function useGiving(onDone: () => void) {
  return useAction(async ({ person, number, replace }: Gift) => {
    await setDirectNumber(person.userId, number?.numberId ?? null, replace);
    const words = t.staff.direct;
    if (number) toast(words.given(person.name, numberText(number.e164)));
    else if (person.directNumber) toast(words.taken(numberText(person.directNumber.e164)));
    onDone();
  });
}
