/** Why something went wrong, on a line of its own that is cut where it is too long. */
export function Why({ text }: { text: string | null }) {
  if (!text) return null;
  return (
    <span class="secondary workflows-cut" title={text}>
      {text}
    </span>
  );
}
