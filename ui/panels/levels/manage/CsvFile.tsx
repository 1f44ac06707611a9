import { useRef, useState } from 'preact/hooks';
import { MOST_ROWS } from '../../../../worker/level/rules/reason.ts';
import { readSheet, type SheetRow } from '../../../../worker/level/rules/sheet.ts';
import { Button, Notice } from '../../../kit/index.ts';
import { said, t } from '../../../text/index.ts';
import { Preview } from './Preview.tsx';

/** A file that was read, or why it was not. */
export type Chosen = { name: string; rows: SheetRow[]; hasHeader: boolean; fault?: undefined } | { fault: string };

const LARGEST = 2 * 1024 * 1024;
/** The server reads no more rows than this, even to reject them. */
const MOST_READ = MOST_ROWS * 10;

async function read(file: File): Promise<Chosen> {
  const words = t.levels.manage;
  if (file.size > LARGEST) return { fault: words.tooLarge };
  const text = textOf(await file.arrayBuffer());
  if (text === undefined) return { fault: words.notText };
  const sheet = readSheet(text);
  if (!sheet.ok) return { fault: said(sheet.sentence) };
  if (sheet.rows.length === 0) return { fault: words.emptyFile };
  if (sheet.rows.length > MOST_READ) return { fault: words.wayTooMany(MOST_ROWS) };
  return { name: file.name, rows: sheet.rows, hasHeader: sheet.hasHeader };
}

/** UTF-8 with or without its mark, the UTF-16 that spreadsheets call "Unicode text", else what old ones write. */
function textOf(bytes: ArrayBuffer): string | undefined {
  const [first, second] = new Uint8Array(bytes);
  const is16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const text = new TextDecoder(is16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
  return text.includes('\0') ? undefined : text;
}

/** A CSV file, dropped or chosen, and what is in it before anything is committed (N-8). */
export function CsvFile(props: {
  country: string;
  hasPurpose: boolean;
  chosen: Chosen | null;
  onChange: (chosen: Chosen | null) => void;
}) {
  const { chosen, onChange } = props;
  const words = t.levels.manage;
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(0);
  const [over, setOver] = useState(false);
  const take = async (file: File | undefined) => {
    if (!file) return;
    latest.current += 1;
    const turn = latest.current;
    const next = await read(file).catch(() => ({ fault: words.notText }));
    if (turn === latest.current) onChange(next);
  };
  return (
    <div class="stack">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the pointer only; the button inside does the same */}
      <div
        class="levels-drop"
        data-over={over ? '' : undefined}
        data-testid="bulk-drop"
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={event => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer?.files[0]);
        }}
      >
        <div class="row">
          <span>{words.drop}</span>
          <Button onClick={() => input.current?.click()} testid="bulk-choose-file">
            {chosen ? words.chooseOther : words.choose}
          </Button>
        </div>
        <p class="secondary">{props.hasPurpose ? words.template : words.templatePlain}</p>
        <pre class="levels-example">{props.hasPurpose ? EXAMPLE : EXAMPLE_PLAIN}</pre>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.txt,text/csv,text/plain"
          data-testid="bulk-file"
          onChange={event => {
            void take(event.currentTarget.files?.[0]);
            // So that the same file, mended, can be chosen again.
            event.currentTarget.value = '';
          }}
        />
      </div>
      {chosen?.fault !== undefined && (
        <Notice tone="bad" title={words.unreadable} testid="bulk-file-fault">
          {chosen.fault}
        </Notice>
      )}
      {chosen && chosen.fault === undefined && (
        <Preview {...chosen} country={props.country} hasPurpose={props.hasPurpose} />
      )}
    </div>
  );
}

const EXAMPLE = '+1 212 555 0100,Customer service\n+1 212 555 0101,';
const EXAMPLE_PLAIN = '+1 212 555 0100\n+1 212 555 0101';
