import './chart.css';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { axis } from './axis.ts';

export interface Bar {
  label: string;
  value: number;
}

const HEIGHT = 220;
/** Room one label wants, px. */
const LABEL = 34;
const LEFT = 56;
const BOTTOM = 22;
const TOP = 8;

/** Bars over time, with a table of the same figures for screen readers. `write` turns a value into words. */
export function BarChart(props: { caption: string; bars: readonly Bar[]; write: (value: number) => string }) {
  const { bars, write } = props;
  const figure = useRef<HTMLElement>(null);
  const full = useWidth(figure);
  const ticks = axis(bars.map(bar => bar.value));
  const low = ticks[0] ?? 0;
  const high = ticks.at(-1) ?? 1;
  const y = (value: number) => TOP + ((high - value) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const slot = (full - LEFT) / Math.max(1, bars.length);
  const width = Math.min(32, slot * 0.62);
  const every = Math.ceil(LABEL / slot);
  return (
    <figure ref={figure}>
      <svg class="chart" viewBox={`0 0 ${full} ${HEIGHT}`} aria-hidden="true">
        {ticks.map(tick => (
          <g key={tick}>
            <line class="chart-grid" x1={LEFT} x2={full} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 8} y={y(tick) + 4} text-anchor="end">
              {write(tick)}
            </text>
          </g>
        ))}
        {bars.map((bar, i) => {
          const middle = LEFT + slot * (i + 0.5);
          const top = Math.min(y(bar.value), y(0));
          return (
            <g key={bar.label}>
              <rect
                class="chart-bar"
                data-negative={bar.value < 0 ? '' : undefined}
                x={middle - width / 2}
                y={top}
                width={width}
                height={Math.max(bar.value === 0 ? 0 : 1, Math.abs(y(bar.value) - y(0)))}
                rx={2}
              >
                <title>{`${bar.label}: ${write(bar.value)}`}</title>
              </rect>
              {(bars.length - 1 - i) % every === 0 && (
                <text x={middle} y={HEIGHT - 5} text-anchor="middle">
                  {bar.label}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <table class="sr-only">
        <caption>{props.caption}</caption>
        <tbody>
          {bars.map(bar => (
            <tr key={bar.label}>
              <th scope="row">{bar.label}</th>
              <td>{write(bar.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** How wide the chart's place is, so that text keeps its size instead of shrinking with the picture. */
function useWidth(place: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(640);
  useLayoutEffect(() => {
    const box = place.current;
    if (!box) return;
    const seen = new ResizeObserver(() => setWidth(Math.max(240, box.clientWidth)));
    seen.observe(box);
    return () => seen.disconnect();
  }, [place]);
  return width;
}
