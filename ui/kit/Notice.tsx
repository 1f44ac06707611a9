import './notice.css';
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';
import type { Tone } from './Pill.tsx';

const icons: Record<Exclude<Tone, 'free'>, IconName> = { good: 'check', wait: 'warn', bad: 'stop', info: 'info' };

/** A refusal or a piece of news in place: what happened (title), why and what to do (children), the acts that mend it. */
export function Notice(props: {
  tone: Exclude<Tone, 'free'>;
  title?: ComponentChildren;
  children?: ComponentChildren;
  acts?: ComponentChildren;
  testid?: string;
}) {
  return (
    <div
      class="notice"
      data-tone={props.tone}
      data-testid={props.testid}
      role={props.tone === 'bad' ? 'alert' : 'status'}
    >
      <Icon name={icons[props.tone]} />
      <div class="notice-body">
        {props.title && <strong>{props.title}</strong>}
        {props.children && (props.title ? <p>{props.children}</p> : props.children)}
        {props.acts && <div class="notice-acts">{props.acts}</div>}
      </div>
    </div>
  );
}
