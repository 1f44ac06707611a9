import './forwarding.css';
import { Empty, numberText, Skeleton, Table, useNarrowing } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { go, route } from '../../route.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { PageHead } from '../../shell/PageHead.tsx';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Forwarded, readForwarding } from './calls.ts';
import { columns } from './columns.tsx';
import { DefaultCard } from './DefaultCard.tsx';
import { NumberDrawer } from './NumberDrawer.tsx';
import { VoicemailCard } from './VoicemailCard.tsx';

const leave = () => go('forwarding');
const edit = (number: Forwarded) => go('forwarding', number.numberId);

/** Call forwarding: the sub-account's default, and each number's own (S-4, R-7). */
export default function Forwarding() {
  const query = useQuery('forwarding', readForwarding);
  const words = t.forwarding;
  const { data } = query;
  const narrowing = useNarrowing(data?.numbers ?? [], words.search, number => ({
    id: number.numberId,
    label: numberText(number.e164),
    detail: [number.e164, number.forwardTo, number.wiredUser?.name].filter(Boolean).join(' '),
  }));
  const rest = { to: data?.default.forwardTo ?? null, voicemail: data?.voicemail.on ?? false };
  const open = data?.numbers.find(number => number.numberId === route.value.path[0] && number.state !== 'pending');
  return (
    <>
      <PageHead title={words.title}>{words.about}</PageHead>
      <Refusal problem={query.problem} onAgain={query.again} />
      {(data || query.loading) && (
        <div class="stack">
          {data ? (
            <div class="forwarding-cards">
              <DefaultCard forwardTo={rest.to} country={data.country} voicemail={rest.voicemail} />
              <VoicemailCard voicemail={data.voicemail} />
            </div>
          ) : (
            <Skeleton height="110px" />
          )}
          {narrowing.field}
          <Table
            caption={words.table}
            columns={columns(rest, edit)}
            rows={narrowing.rows}
            rowId={number => number.numberId}
            rowName={number => numberText(number.e164)}
            loading={query.loading}
            empty={narrowing.empty || <NoNumbers />}
            testid="forwarding"
          />
        </div>
      )}
      {data && open && <NumberDrawer number={open} rest={rest} country={data.country} onClose={leave} />}
    </>
  );
}

function NoNumbers() {
  const words = t.forwarding.empty;
  return (
    <Empty icon="forward" title={words.title} act={<GoTo panel="phone-numbers">{words.see}</GoTo>}>
      {words.why}
    </Empty>
  );
}
