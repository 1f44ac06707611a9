/** The document's own words: paragraphs, with what stands in backticks as code. */
export function Said({ text }: { text: string }) {
  return (
    <>
      {text.split('\n\n').map(paragraph => (
        <p key={paragraph}>
          {paragraph.split('`').map((part, n) => (n % 2 === 1 ? <code key={`${n} ${part}`}>{part}</code> : part))}
        </p>
      ))}
    </>
  );
}
