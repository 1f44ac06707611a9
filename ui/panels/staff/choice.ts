import { useEffect, useRef, useState } from 'preact/hooks';
import { type Saving, useSaving } from './saving.ts';

/** A choice that saves itself: shown at once, taken back when it is refused. */
export function useChoice<V>(held: V, save: (value: V) => Promise<unknown>) {
  const [draft, setDraft] = useState<{ value: V } | null>(null);
  const saving = useSaving(save);
  useEffect(() => {
    if (draft && draft.value === held && !saving.busy) setDraft(null);
  }, [held, draft, saving.busy]);
  const choose = async (value: V) => {
    setDraft({ value });
    const isSaved = await saving.run(value);
    if (!isSaved) setDraft(null);
    return isSaved;
  };
  return { shown: draft ? draft.value : held, choose, saving };
}

/**
 * Saves what is being edited once it rests, and at once when the person leaves. @param wanted undefined while nothing is
 * edited, or it is not whole yet
 */
export function useRested<V>(wanted: { value: V } | undefined, held: V, saving: Saving<V>, ms = 700): void {
  const key = wanted && JSON.stringify(wanted.value);
  const heldKey = JSON.stringify(held);
  const sent = useRef<string | undefined>(undefined);
  const flush = () => {
    if (!wanted || key === heldKey || key === sent.current) return;
    sent.current = key;
    void saving.run(wanted.value).then(() => {
      sent.current = undefined;
    });
  };
  const latest = useRef(flush);
  latest.current = flush;
  useEffect(() => {
    const timer = setTimeout(() => latest.current(), ms);
    return () => clearTimeout(timer);
  }, [key, heldKey, ms]);
  useEffect(() => () => latest.current(), []);
}
