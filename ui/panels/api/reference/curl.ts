import { bodyOf, type Document, type Listed, parametersOf } from './document.ts';

/** A request as a shell sends it; the key is a variable, so that it stays out of the history. */
export function curlOf(document: Document, { method, path, operation }: Listed): string {
  const parameters = parametersOf(document, operation);
  const example = (name: string) => String(parameters.find(one => one.name === name)?.schema.examples?.[0] ?? name);
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(example(name)));
  const headers = parameters.filter(one => one.in === 'header').map(one => `-H '${one.name}: ${example(one.name)}'`);
  const body = bodyOf(document, operation.requestBody?.content);
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}'${document.servers[0]?.url ?? ''}${address}'`,
    '-H "Authorization: Bearer $TRUNKLINE_KEY"',
    ...headers,
    ...(body ? ["-H 'Content-Type: application/json'", `-d '${quoted(JSON.stringify(body.example, null, 2))}'`] : []),
  ].join(' \\\n  ');
}

/** Inside single quotes a shell takes everything as it stands but these themselves. */
function quoted(text: string): string {
  return text.replaceAll("'", "'\\''");
}
