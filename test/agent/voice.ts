import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Asked {
  path: string;
  headers: Record<string, string>;
  body: string;
  form: Record<string, string>;
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** A voice agent on loopback: a webhook that says what it is told to, and a media stream that takes connections. */
export async function openVoice() {
  const asked: Asked[] = [];
  let says: (asked: Asked) => { status?: number; body: string } = () => ({
    body: '<Response><Say>Hi</Say></Response>',
  });
  let takesStreams = true;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const form = Object.fromEntries(new URLSearchParams(body));
    const one = { path: request.url ?? '', headers: headersOf(request), body, form };
    asked.push(one);
    const { status = 200, body: said } = says(one);
    response.writeHead(status).end(said);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    if (!takesStreams) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
    const head = `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`;
    socket.write(`${head}Sec-WebSocket-Accept: ${accept}\r\n\r\n`);
    // Answers a closing handshake by hanging up.
    socket.on('data', () => socket.end());
    return undefined;
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    webhook: `http://127.0.0.1:${port}`,
    stream: `ws://127.0.0.1:${port}/media`,
    says: (body: string | ((asked: Asked) => string), status = 200) => {
      says = one => ({ status, body: typeof body === 'string' ? body : body(one) });
    },
    refuseStreams: () => {
      takesStreams = false;
    },
    close: () =>
      new Promise<void>(done => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
