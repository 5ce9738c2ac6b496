import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createOpenServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createBareServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';

const TLS = join(import.meta.dirname, '..', 'fixtures', 'tls');
/** Certificates made for these tests: one for this machine, one for another name. Nobody trusts them unless told to. */
export const CERTIFICATES = {
  localhost: { cert: readFileSync(join(TLS, 'localhost.pem'), 'utf8'), key: readFileSync(join(TLS, 'localhost.key.pem'), 'utf8') },
  elsewhere: { cert: readFileSync(join(TLS, 'elsewhere.pem'), 'utf8'), key: readFileSync(join(TLS, 'elsewhere.key.pem'), 'utf8') },
} as const;

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A web server on loopback that keeps what it is sent and answers as it is told to, the n-th request by the n-th answer, then by the last. */
export async function webServer(
  answers: ReadonlyArray<(response: ServerResponse, request: IncomingMessage) => void>,
  tls?: keyof typeof CERTIFICATES,
): Promise<{ readonly url: string; readonly received: readonly Received[] }> {
  const received: Received[] = [];
  const server = tls === undefined ? createOpenServer() : createSecureServer(CERTIFICATES[tls]);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      (answers[received.length - 1] ?? answers.at(-1))?.(response, request);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http${tls === undefined ? '' : 's'}://localhost:${(server.address() as AddressInfo).port}/alerts`, received };
}

export const answers = {
  ok: (response: ServerResponse) => void response.writeHead(200).end('thanks'),
  failing: (response: ServerResponse) => void response.writeHead(500).end('broken'),
  busy: (response: ServerResponse) => void response.writeHead(503, { 'retry-after': '120' }).end(),
  elsewhere: (response: ServerResponse) => void response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
  gone: (response: ServerResponse) => void response.writeHead(410).end(),
  hanging: () => {},
  halfway: (response: ServerResponse) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  },
  hangingUp: (response: ServerResponse) => void response.destroy(),
  dribbling: (response: ServerResponse) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('.'), 50);
    response.on('close', () => clearInterval(timer));
  },
  flooding: (response: ServerResponse) => {
    response.writeHead(200);
    response.write('x'.repeat(1_000_000));
  },
  echoing: (response: ServerResponse, request: IncomingMessage) => void response.writeHead(400).end(JSON.stringify(request.headers)),
} as const;

export interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly user: string | null;
  readonly secure: boolean;
}

/** An SMTP server on loopback. */
export async function mailServer(options: SMTPServerOptions = {}): Promise<{ readonly port: number; readonly letters: readonly Letter[] }> {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    ...CERTIFICATES.localhost,
    authOptional: true,
    logger: false,
    disabledCommands: ['STARTTLS'],
    onAuth(auth, _session, answer) {
      if (auth.username === 'desk' && auth.password === 'correct horse') answer(null, { user: 'desk' });
      else answer(Object.assign(new Error(`Wrong password ${auth.password}`), { responseCode: 535 }));
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        letters.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString('utf8'),
          user: typeof session.user === 'string' ? session.user : null,
          secure: session.secure,
        });
        answer(null, 'Taken');
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: (listening.address() as AddressInfo).port, letters };
}

/** A server that takes connections and says what it is told to, or nothing. */
export async function bareServer(greeting: string | null, then?: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createBareServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (greeting !== null) socket.write(greeting);
    then?.(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A port at which nothing answers. */
export async function deadPort(): Promise<number> {
  const server = createBareServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
