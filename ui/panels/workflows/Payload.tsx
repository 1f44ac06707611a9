/** JSON as it was sent, to be read and copied from. */
export function Payload({ title, value }: { title: string; value: unknown }) {
  return (
    <section class="stack workflows-section" aria-label={title}>
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre class="workflows-payload" tabIndex={0}>
        {JSON.stringify(value, null, 2)}
      </pre>
    </section>
  );
}
