import { Switch } from '../../kit/index.ts';
import { useChoice } from './choice.ts';
import { SelfSaving } from './SelfSaving.tsx';

/** Something that is on or off; saved when switched. */
export function SwitchSetting(props: {
  label: string;
  hint: string;
  on: boolean;
  /** Its name in the request. */
  field: string;
  save: (on: boolean) => Promise<unknown>;
  testid: string;
}) {
  const { shown, choose, saving } = useChoice(props.on, props.save);
  return (
    <SelfSaving saving={saving} field={props.field}>
      <Switch
        label={<span class="setting-name">{props.label}</span>}
        hint={props.hint}
        checked={shown}
        onChange={on => void choose(on)}
        testid={props.testid}
      />
    </SelfSaving>
  );
}
