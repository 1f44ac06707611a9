const MOST = 50;

/** What the platform's operator reads: plain text, and the same as simple HTML. */
export function operatorMessage(subject: string, lines: readonly string[]) {
  const body = [
    'This concerns no agency, or is more than its people can mend:',
    ...lines.slice(0, MOST).map(line => `• ${line}`),
    ...(lines.length > MOST ? [`and ${lines.length - MOST} more.`] : []),
  ];
  return {
    subject: `Trunkline: ${subject}`,
    text: `${body.join('\n\n')}\n`,
    html: body.map(line => `<p>${escaped(line)}</p>`).join('\n'),
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`);
}
