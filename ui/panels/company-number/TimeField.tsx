import { useEffect, useState } from 'preact/hooks';
import { TextField } from '../../kit/index.ts';
import { readTime } from './time.ts';
import { clock } from './words.ts';

/** A time of day, typed freely; unlike the browser's own field it knows 24:00 (U-4). */
export function TimeField(props: {
  label: string;
  value: number | null;
  onChange: (minute: number | null) => void;
  testid: string;
}) {
  const [entry, setEntry] = useState(props.value === null ? '' : clock(props.value));
  useEffect(() => {
    if (props.value !== null && readTime(entry) !== props.value) setEntry(clock(props.value));
  }, [props.value]);
  return (
    <TextField
      label={props.label}
      value={entry}
      maxLength={8}
      onInput={typed => {
        setEntry(typed);
        props.onChange(readTime(typed));
      }}
      onCommit={typed => {
        const minute = readTime(typed);
        if (minute !== null) setEntry(clock(minute));
      }}
      testid={props.testid}
    />
  );
}
