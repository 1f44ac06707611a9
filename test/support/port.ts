import { createServer } from 'node:net';

/** A port that was free a moment ago, on loopback. */
export function freePort(): Promise<number> {
  return listen(0).then(port => port);
}

/** Throws a sentence for people when somebody listens there already. */
export async function mustBeFree(port: number, what: string): Promise<void> {
  try {
    await listen(port);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new Error(
      `Port ${port} (${what}) is taken. Stop what listens there, or start with other ports: npm start -- --port 9000`,
    );
  }
}

function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
