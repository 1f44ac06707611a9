import './near.css';
import { Button, numberText } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { t } from '../../../text/index.ts';
import { type PoolNumber, readNear } from '../calls.ts';
import { nameText } from '../words.ts';

interface NearProps {
  subAccountId: string;
  name: string;
  onChoose: (number: PoolNumber) => void;
}

/** Which free numbers suit a client, and why: near it, or toll-free (N-1). Nothing where the pool has none such. */
export function Near({ subAccountId, name, onChoose }: NearProps) {
  const words = t.numbers.near;
  const found = useQuery(`near ${subAccountId}`, () => readNear(subAccountId)).data;
  if (!found || found.local.length + found.tollFree.length === 0) return null;
  const { near, local, tollFree } = found;
  return (
    <section class="stack near" aria-label={words.title(name)} data-testid="near">
      <h4>{words.title(nameText(name))}</h4>
      {near && local.length > 0 && (
        <Some why={words[near.why](nameText(name), near.areaCode)} numbers={local} onChoose={onChoose} />
      )}
      {tollFree.length > 0 && <Some why={words.tollFree} numbers={tollFree} onChoose={onChoose} />}
    </section>
  );
}

function Some(props: { why: string; numbers: readonly PoolNumber[]; onChoose: (number: PoolNumber) => void }) {
  return (
    <div>
      <p class="secondary">{props.why}</p>
      <div class="row near-numbers">
        {props.numbers.map(number => (
          <Button
            key={number.id}
            small
            onClick={() => props.onChoose(number)}
            label={t.numbers.near.choose(numberText(number.e164))}
            testid={`near-${number.e164}`}
          >
            {numberText(number.e164)}
          </Button>
        ))}
      </div>
    </div>
  );
}
