import { Icon, type IconName, Pill, Time } from '../../kit/index.ts';
import { routeHash } from '../../route.ts';
import { t } from '../../text/index.ts';
import type { Item, View } from './calls.ts';
import { openAt } from './place.ts';
import { callerName, numberOf, previewText } from './words.ts';

const icons: Record<Item['preview']['kind'], IconName> = { call: 'phone', text: 'text', voicemail: 'voicemail' };

/** One caller: who, when, what came last, with which Source, and who looks after them. */
export function ItemRow(props: { item: Item; view: View; isCurrent: boolean; isFirst: boolean }) {
  const { item, view } = props;
  const { key, contact, number, preview, lastAt } = item;
  return (
    <li>
      <a
        class="inbox-item"
        href={routeHash({ panel: 'inbox', path: [view, key] })}
        tabIndex={props.isFirst ? 0 : -1}
        aria-current={props.isCurrent ? 'true' : undefined}
        data-key={key}
        data-testid={`item-${key}`}
        onClick={event => {
          event.preventDefault();
          openAt(view, key);
        }}
      >
        <span class="inbox-item-line">
          <strong class={contact ? undefined : 'tabular'} title={callerName(item)}>
            <bdi>{callerName(item)}</bdi>
          </strong>
          <Time at={lastAt} />
        </span>
        <span class="inbox-item-line inbox-preview">
          <Icon name={icons[preview.kind]} size={14} />
          <span dir="auto">{previewText(item)}</span>
        </span>
        <span class="inbox-item-line inbox-marks">
          <ClaimPill item={item} />
          {number.source && !contact && (
            <span class="inbox-source" title={t.inbox.source(number.source)}>
              {t.inbox.source(number.source)}
            </span>
          )}
          {contact && <span class="inbox-source tabular">{numberOf(item)}</span>}
        </span>
      </a>
    </li>
  );
}

/** Who looks after an unknown caller: nobody yet, the viewer, or somebody else. */
export function ClaimPill({ item }: { item: Pick<Item, 'claim' | 'canClaim' | 'whyNot'> }) {
  const { claim } = item;
  if (claim?.mine)
    return (
      <Pill tone="good" testid="claim-state">
        {t.inbox.yours}
      </Pill>
    );
  if (claim)
    return (
      <Pill tone="info" testid="claim-state">
        {claim.by.name}
      </Pill>
    );
  const isOpen = item.canClaim || item.whyNot === 'not_selected';
  return isOpen ? (
    <Pill tone="wait" testid="claim-state">
      {t.inbox.unclaimed}
    </Pill>
  ) : null;
}
