import './shell.css';
import type { ComponentChildren } from 'preact';

/** A panel's title, a quiet line under it, and its acts on the right. */
export function PageHead(props: { title: string; children?: ComponentChildren; acts?: ComponentChildren }) {
  return (
    <div class="page-head">
      <div>
        <h1>{props.title}</h1>
        {props.children && <div class="secondary">{props.children}</div>}
      </div>
      {props.acts}
    </div>
  );
}
