import { Notice, numberText } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { t } from '../../../text/index.ts';
import { readNear } from '../calls.ts';
import { nameText } from '../words.ts';

/** Beside a number that is about to be assigned: whether it is near the client, and which free ones are (N-1). */
export function NearAdvice({ e164, subAccountId, name }: { e164: string; subAccountId: string; name: string }) {
  const words = t.numbers.near;
  const found = useQuery(`near ${subAccountId}`, () => readNear(subAccountId)).data;
  if (!found?.near) return null;
  const { areaCode } = found.near;
  if (e164.startsWith(`+1${areaCode}`)) return <p class="secondary">{words.isNear(nameText(name), areaCode)}</p>;
  const nearer = found.local.filter(number => number.e164 !== e164);
  if (nearer.length === 0) return null;
  return (
    <Notice tone="info" testid="near-advice">
      {words.nearer(nameText(name), areaCode, nearer.map(number => numberText(number.e164)).join(', '))}
    </Notice>
  );
}
