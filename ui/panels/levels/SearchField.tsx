import { Button, Empty, TextField } from '../../kit/index.ts';
import { t } from '../../text/index.ts';

/** Search by any digits, above a list of numbers. */
export function SearchField({ typed, setTyped }: { typed: string; setTyped: (typed: string) => void }) {
  const words = t.levels.numbers;
  return (
    <search class="filters">
      <TextField
        label={words.search}
        quietLabel
        type="search"
        icon="search"
        placeholder={words.placeholder}
        value={typed}
        onInput={setTyped}
        testid="level-search"
      />
    </search>
  );
}

export function NoMatch({ wordsOnly, onClear }: { wordsOnly: boolean; onClear: () => void }) {
  const words = t.levels.numbers;
  return (
    <Empty icon="search" title={words.noMatch} act={<Button onClick={onClear}>{words.clear}</Button>}>
      {wordsOnly ? words.onlyDigits : words.noMatchWhy}
    </Empty>
  );
}
