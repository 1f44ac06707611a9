import type { ComponentChildren } from 'preact';
import { SkeletonPage } from '../kit/Empty.tsx';
import type { Query } from '../query.ts';
import { Refusal } from './Refusal.tsx';

/** What was asked for, once it is there: a skeleton before, a refusal with *Try again* instead, a refusal above old data. */
export function Ready<T>(props: {
  query: Query<T>;
  skeleton?: ComponentChildren;
  children: (data: T) => ComponentChildren;
}) {
  const { query } = props;
  return (
    <>
      {query.problem && <Refusal problem={query.problem} onAgain={query.again} />}
      {query.data !== undefined && props.children(query.data)}
      {query.loading && (props.skeleton ?? <SkeletonPage />)}
    </>
  );
}
