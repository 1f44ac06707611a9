import { useAction } from '../../action.ts';
import { Button, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Delivery, resend } from './calls.ts';

/** Sends a delivery again, whether it got there or not; nothing where its hook is gone. */
export function Resend({ delivery, name }: { delivery: Delivery; name: string }) {
  const words = t.workflows.delivery;
  const sending = useAction(resend, () => toast(words.resent));
  if (delivery.hook.ended) return null;
  return (
    <>
      <Button
        small
        busy={sending.busy}
        label={words.resendName(name)}
        onClick={() => void sending.run(delivery.id)}
        testid={`resend-${delivery.id}`}
      >
        {words.resend}
      </Button>
      <Refusal problem={sending.problem} />
    </>
  );
}
