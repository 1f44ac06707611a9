import './shell.css';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../kit/Button.tsx';
import { Empty } from '../kit/Empty.tsx';
import { Icon } from '../kit/Icon.tsx';
import { Toasts } from '../kit/Toast.tsx';
import { offline } from '../live.ts';
import { type Me, MeContext } from '../me.ts';
import { panels } from '../panels/index.ts';
import { go, route } from '../route.ts';
import { t } from '../text/index.ts';
import { PanelPlace } from './PanelPlace.tsx';

/** The frame of every panel: navigation on the left or on top, one column of content. */
export function Shell({ me, onHeight }: { me: Me; onHeight: (height: number) => void }) {
  const ids = me.panels.filter(id => panels[id]);
  const here = ids.includes(route.value.panel) ? route.value.panel : ids[0];
  const content = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLElement>(null);

  useLayoutEffect(() => {
    const box = content.current;
    if (!box) return;
    const seen = new ResizeObserver(() => onHeight(Math.ceil(box.offsetHeight + (main.current?.offsetTop ?? 0))));
    seen.observe(box);
    return () => seen.disconnect();
  }, [onHeight]);

  return (
    <MeContext.Provider value={me}>
      <div class="shell" data-single={ids.length < 2 ? '' : undefined}>
        <div class="shell-skip">
          <Button onClick={() => main.current?.focus()}>{t.shell.skip}</Button>
        </div>
        {ids.length > 1 ? <Navigation ids={ids} here={here} /> : <div />}
        <main ref={main} class="shell-main" tabIndex={-1}>
          <div ref={content} class="shell-content">
            {here ? (
              <PanelPlace key={here} id={here} />
            ) : (
              <Empty icon="phone" title={t.shell.nothing.title}>
                {t.shell.nothing.why} {t.shell.nothing.next(me.agency.name)}
              </Empty>
            )}
          </div>
        </main>
        {offline.value && (
          <div class="shell-offline" role="status">
            {t.shell.unreachable.title}. {t.shell.unreachable.detail}
          </div>
        )}
        <Toasts />
      </div>
    </MeContext.Provider>
  );
}

function Navigation({ ids, here }: { ids: readonly string[]; here: string | undefined }) {
  const bar = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [here]);
  return (
    <nav ref={bar} class="shell-nav" aria-label={t.shell.navigation}>
      <ul>
        {ids.map(id => {
          const panel = panels[id];
          return (
            panel && (
              <li key={id}>
                <button
                  type="button"
                  class="shell-link"
                  aria-current={id === here ? 'page' : undefined}
                  data-testid={`nav-${id}`}
                  onClick={() => go(id)}
                >
                  <Icon name={panel.icon} />
                  {panel.title()}
                </button>
              </li>
            )
          );
        })}
      </ul>
    </nav>
  );
}
