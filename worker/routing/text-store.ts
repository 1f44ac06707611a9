import { agency, inboxShare, staffSetting, user } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Question, Value } from '../edge/ask.ts';
import type { Statement } from '../edge/db.ts';
import { listOf, packed, statement } from '../edge/packed.ts';

/** What a text needs besides what a call needs: who wants copies, whether its sender opted out, and whom to ask for help. */
export interface TextFacts {
  /** Phones of users who get a copy of their texts by SMS. */
  copies: { userId: string; phone: string }[];
  /** */
  optedOut: boolean;
  /** The agency as HELP names it. */
  agency: { name: string; contacts: (string | null)[] };
}

const ALIAS = { agency: 'y', staff_setting: 't', user: 'u' };
const AGENCY = packed(
  { name: agency.name, supportEmail: agency.supportEmail, supportPhone: agency.supportPhone },
  ALIAS,
);
const COPY = packed({ userId: user.id, own: staffSetting.phone, known: user.phone }, ALIAS);

/** Given: `?1` the number texted, `?2` the sender. */
const asked = statement(`select ${AGENCY.sql},
  (select json_group_array(${COPY.sql}) from staff_setting t join user u on u.id=t.user_id and u.agency_id=n.agency_id
    where t.sub_account_id=a.sub_account_id and t.copy_texts=1 and u.status='approved' and u.deleted_at is null),
  exists(select 1 from opt_out where sub_account_id=a.sub_account_id and e164=?2)
  from number n join agency y on y.id=n.agency_id left join assignment a on a.number_id=n.id and a.state<>'ended'
  where n.e164=?1 and n.released_at is null`);

/** To be asked in the same round trip as what the decision rests on. */
export function textQuestions({ from, to }: { from: string; to: string }): Question[] {
  return [asked([to, from])];
}

/** @param answers to `textQuestions` */
export function textFactsOf([[row = []] = []]: readonly Value[][][]): TextFacts {
  const [named, copied, optedOut] = row;
  const { name, supportEmail, supportPhone } = AGENCY.row(typeof named === 'string' ? JSON.parse(named) : []);
  return {
    agency: { name: name ?? '', contacts: [supportEmail, supportPhone] },
    copies: listOf(copied).flatMap(values => {
      const { userId, own, known } = COPY.row(values);
      const phone = own ?? known;
      return userId && phone ? [{ userId, phone }] : [];
    }),
    optedOut: optedOut === 1,
  };
}

/** Who sees a text and may act on it (U-8). */
export function textShared(
  ctx: Pick<Ctx, 'db'>,
  of: { messageId: string; subAccountId: string; userIds: readonly string[] },
): Statement[] {
  const rows = [...new Set(of.userIds)].map(userId => ({
    record: `message:${of.messageId}`,
    subAccountId: of.subAccountId,
    userId,
  }));
  return rows.length ? [ctx.db.read.insert(inboxShare).values(rows)] : [];
}
