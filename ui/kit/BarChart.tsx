import './chart.css';
import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { axis } from './axis.ts';

/** One kind of figure: a bar of its own, or (`on` true) put on top of the bar before it. At most three. */
export interface Series {
  title: string;
  on?: boolean;
}

/** The figures of one month, one per series. */
export interface BarGroup {
  /** Short, under the bars. */
  label: string;
  /** In full, for hovering and screen readers. */
  name: string;
  values: readonly number[];
}

interface BarChartProps {
  caption: string;
  series: readonly Series[];
  groups: readonly BarGroup[];
  /** A value in words. */
  write: (value: number) => string;
  /** The same for the axis, where room is scarce. */
  mark?: (value: number) => string;
  /** The same figures stand in a table beside it, so that none is added for screen readers. */
  hasTable?: boolean;
}

const HEIGHT = 280;
/** Room one label wants, px. */
const LABEL = 34;
const LEFT = 56;
const BOTTOM = 22;
const TOP = 8;

/** Bars over time, with a table of the same figures for screen readers. */
export function BarChart(props: BarChartProps) {
  const { series, groups, write, mark = write } = props;
  const figure = useRef<HTMLElement>(null);
  const full = useWidth(figure);
  const hatch = useId();
  const ticks = axis(groups.flatMap(group => stacked(series, group.values).map(part => part.to)));
  const low = ticks[0] ?? 0;
  const high = ticks.at(-1) ?? 1;
  const y = (value: number) => TOP + ((high - value) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const slot = (full - LEFT) / Math.max(1, groups.length);
  const every = Math.ceil(LABEL / slot);
  return (
    <figure ref={figure} class="chart-figure">
      {series.length > 1 && <Legend series={series} />}
      <svg class="chart" viewBox={`0 0 ${full} ${HEIGHT}`} aria-hidden="true">
        <Hatch id={hatch} />
        {ticks.map(tick => (
          <g key={tick}>
            <line
              class="chart-grid"
              x1={LEFT}
              x2={full}
              y1={y(tick)}
              y2={y(tick)}
              data-zero={tick === 0 ? '' : undefined}
            />
            <text x={LEFT - 8} y={y(tick) + 4} text-anchor="end">
              {mark(tick)}
            </text>
          </g>
        ))}
        {groups.map((group, i) => {
          const x = LEFT + slot * i;
          return (
            <g key={group.name} class="chart-group">
              <Bars x={x} slot={slot} y={y} parts={stacked(series, group.values)} hatch={hatch} />
              <rect class="chart-hover" x={x} y={TOP} width={slot} height={HEIGHT - TOP - BOTTOM}>
                <title>
                  {[group.name, ...series.map((s, n) => `${s.title} ${write(group.values[n] ?? 0)}`)].join('\n')}
                </title>
              </rect>
              {(groups.length - 1 - i) % every === 0 && (
                <text x={x + slot / 2} y={HEIGHT - 5} text-anchor="middle">
                  {group.label}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {!props.hasTable && <Figures {...props} />}
    </figure>
  );
}

interface Part {
  series: number;
  /** Which of the bars beside each other. */
  bar: number;
  from: number;
  to: number;
}

/** Each figure's piece of a bar: from zero, or from where the one below it ends. */
function stacked(series: readonly Series[], values: readonly number[]): Part[] {
  const parts: Part[] = [];
  for (const [n, { on }] of series.entries()) {
    const below = on ? parts.at(-1) : undefined;
    const from = below?.to ?? 0;
    parts.push({ series: n, bar: below?.bar ?? (parts.at(-1)?.bar ?? -1) + 1, from, to: from + (values[n] ?? 0) });
  }
  return parts;
}

function Bars(props: { x: number; slot: number; y: (value: number) => number; parts: readonly Part[]; hatch: string }) {
  const { slot, y, parts } = props;
  const count = (parts.at(-1)?.bar ?? 0) + 1;
  const width = Math.min(count > 1 ? 18 : 32, (slot * 0.66) / count);
  const gap = count > 1 ? Math.min(2, width / 4) : 0;
  const left = props.x + (slot - count * width - (count - 1) * gap) / 2;
  return (
    <>
      {parts.map(({ series, bar, from, to }) => (
        <rect
          key={series}
          class="chart-bar"
          data-series={series}
          data-negative={to < from ? '' : undefined}
          fill={series === 2 ? `url(#${props.hatch})` : undefined}
          x={left + bar * (width + gap)}
          y={Math.min(y(from), y(to))}
          width={width}
          height={to === from ? 0 : Math.max(1, Math.abs(y(to) - y(from)))}
          rx={1.5}
        />
      ))}
    </>
  );
}

function Hatch({ id }: { id: string }) {
  return (
    <pattern
      id={id}
      class="chart-hatch"
      width="4"
      height="4"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="4" height="4" />
      <line x1="0" y1="0" x2="0" y2="4" />
    </pattern>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul class="chart-legend" aria-hidden="true">
      {series.map((one, n) => (
        <li key={one.title} data-series={n}>
          {one.title}
        </li>
      ))}
    </ul>
  );
}

function Figures({ caption, series, groups, write }: BarChartProps) {
  return (
    <table class="sr-only">
      <caption>{caption}</caption>
      <tbody>
        {groups.map(group => (
          <tr key={group.name}>
            <th scope="row">{group.name}</th>
            {series.map((one, n) => (
              <td key={one.title}>{`${one.title} ${write(group.values[n] ?? 0)}`}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
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
