import type { ComponentChildren } from 'preact';
import { GoTo } from '../../shell/GoTo.tsx';
import { t } from '../../text/index.ts';
import type { Tree, Unit } from './calls.ts';

/** A level's name and the way back up: business › unit. */
export function Crumbs(props: { tree: Tree; unit?: Unit; name: string; acts: ComponentChildren }) {
  const { tree, unit } = props;
  return (
    <div class="page-head">
      <div class="levels-title">
        <nav class="levels-crumbs" aria-label={t.levels.path}>
          <GoTo panel="levels" testid="level-up-business">
            <bdi>{tree.business.name}</bdi>
          </GoTo>
          {unit && (
            <>
              <span aria-hidden="true">›</span>
              <GoTo panel="levels" path={['unit', unit.id]} testid="level-up-unit">
                <bdi>{unit.name}</bdi>
              </GoTo>
            </>
          )}
        </nav>
        <h1>
          <bdi>{props.name}</bdi>
        </h1>
      </div>
      <div class="row levels-acts">{props.acts}</div>
    </div>
  );
}
