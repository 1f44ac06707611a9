import './empty.css';
import type { ComponentChildren } from 'preact';
import { t } from '../text/index.ts';
import { Icon, type IconName } from './Icon.tsx';

/** What would be here, why it is not, and the one button that changes that. */
export function Empty(props: {
  icon?: IconName;
  title: string;
  children?: ComponentChildren;
  act?: ComponentChildren;
}) {
  return (
    <div class="empty">
      {props.icon && <Icon name={props.icon} size={24} />}
      <h2>{props.title}</h2>
      {props.children && <p>{props.children}</p>}
      {props.act}
    </div>
  );
}

/** The place where a line of text will be. */
export function Skeleton({ width = '100%', height = '12px' }: { width?: string; height?: string }) {
  return <span class="skeleton" style={{ width, height }} aria-hidden="true" />;
}

/** A page that is still loading, drawn as lines; says so once to screen readers. */
export function SkeletonPage({ lines = 6 }: { lines?: number }) {
  const widths = ['38%', '92%', '84%', '96%', '71%', '88%'];
  return (
    <div class="stack" role="status">
      <span class="sr-only">{t.kit.loading}</span>
      {Array.from({ length: lines }, (_, i) => (
        <Skeleton key={i} width={widths[i % widths.length] ?? '80%'} height={i === 0 ? '20px' : '14px'} />
      ))}
    </div>
  );
}
