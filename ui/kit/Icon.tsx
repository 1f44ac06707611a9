/** Line drawings on a 16 px grid; decoration only, so hidden from screen readers. */
const paths = {
  plus: 'M8 3v10M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5l3.2 3.2L13 5',
  dash: 'M4.5 8h7',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4L14 14',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  right: 'M6 4l4 4-4 4',
  left: 'M10 4L6 8l4 4',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  external: 'M9.5 2.5h4v4M13.5 2.5l-6 6M11.5 9.5v4h-9v-9h4',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.5V11M8 5.2h.01',
  warn: 'M8 2.5l6 11H2zM8 6.7v3M8 11.7h.01',
  stop: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 5v3.6M8 10.8h.01',
  play: 'M5 3.2v9.6l7.6-4.8z',
  pause: 'M5 3.5v9M11 3.5v9',
  download: 'M8 2.5v7.5M4.8 7L8 10.2 11.2 7M3 13.5h10',
  phone:
    'M5.6 2.5l1.3 3-1.5 1.2a8 8 0 0 0 3.9 3.9l1.2-1.5 3 1.3v2.1c0 .6-.5 1.1-1.1 1A10.6 10.6 0 0 1 2.5 3.6c-.1-.6.4-1.1 1-1.1z',
  people:
    'M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.8 13.2c.3-2 2-3.2 4.2-3.2s3.9 1.2 4.2 3.2M10.5 3.3a2.4 2.4 0 0 1 0 4.5M11.8 10.3c1.4.4 2.2 1.4 2.4 2.9',
  person: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM3 13.5c.4-2.3 2.4-3.6 5-3.6s4.6 1.3 5 3.6',
  building: 'M3 13.5v-11h7v11M10 6.5h3v7M1.5 13.5h13M5.3 5.5h.01M7.7 5.5h.01M5.3 8.5h.01M7.7 8.5h.01',
  levels: 'M2.5 2.5h5v3h-5zM8.5 7h5v3h-5zM8.5 11.5h5v2h-5zM4.5 5.5v7h4M4.5 8.5h4',
  forward: 'M2.5 12.5V10a3 3 0 0 1 3-3h8M10.5 4l3 3-3 3',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01',
  inbox: 'M2.5 9l2-6h7l2 6v4.5h-11zM2.5 9H6l1 1.8h2L10 9h3.5',
  chart: 'M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.6',
  card: 'M2 4h12v8.5H2zM2 7h12M4.5 10h2.5',
  sliders:
    'M2.5 5h6M12.5 5h1M2.5 11h1M7.5 11h6M10.5 6.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM5.5 12.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  pencil: 'M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.2 4.6l2.2 2.2',
  text: 'M2.5 3h11v8h-6l-3 2.7V11h-2z',
  voicemail:
    'M4.5 10.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM11.5 10.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM4.5 10.5h7',
  wave: 'M2.5 6.5v3M5.25 4.5v7M8 2.5v11M10.75 5v6M13.5 6.5v3',
  flow: 'M2.5 2.5h4v4h-4zM9.5 9.5h4v4h-4zM4.5 6.5v3.5a1.5 1.5 0 0 0 1.5 1.5h3.5M9 4.5h2.5a1 1 0 0 1 1 1v4',
  key: 'M5.3 13.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM7.3 8.7l6-6M11.3 4.7l1.8 1.8',
  trash: 'M3 4.5h10M6.3 4.5v-2h3.4v2M4.3 4.5l.6 9h6.2l.6-9',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  const dots = name === 'more';
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width={dots ? 2.2 : 1.5}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
