import { useAction } from '../../action.ts';
import { Confirm, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { deleteProgram, deleteUnit } from './calls.ts';

/** Deletes an empty unit or program; what still sits there is said in place. */
export function DeleteDialog(props: {
  of: 'unit' | 'program';
  id: string;
  name: string;
  onDone?: (() => void) | undefined;
  onClose: () => void;
}) {
  const { of, id, name, onClose } = props;
  const words = t.levels[of];
  const deleting = useAction(async () => {
    await (of === 'unit' ? deleteUnit(id) : deleteProgram(id));
    toast(words.deleted(name));
    onClose();
    props.onDone?.();
  });
  return (
    <Confirm
      question={words.deleteTitle(name)}
      verb={words.delete}
      danger
      busy={deleting.busy}
      refusal={<Refusal problem={deleting.problem} />}
      onConfirm={() => void deleting.run()}
      onClose={onClose}
      testid={`delete-${of}-dialog`}
    >
      <p>{words.deleteWhy}</p>
    </Confirm>
  );
}
