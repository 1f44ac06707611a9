import type { ComponentChildren } from 'preact';
import { go, routeHash } from '../route.ts';

/** A link into another panel, or to a thing on it. */
export function GoTo(props: {
  panel: string;
  path?: readonly string[] | undefined;
  children: ComponentChildren;
  testid?: string | undefined;
}) {
  const path = props.path ?? [];
  return (
    <a
      href={routeHash({ panel: props.panel, path })}
      data-testid={props.testid}
      onClick={event => {
        event.preventDefault();
        event.stopPropagation();
        go(props.panel, ...path);
      }}
    >
      {props.children}
    </a>
  );
}
