import { mkdtempSync, writeFileSync, mkdirSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientMessage } from '../../shared/wire/wire.ts';
import type { PageConnection, PageEnd } from '../../electron/host/hosted-engine.ts';
import type { WorkspaceChoice } from '../../electron/host/workspace-location.ts';
import { done, type Outcome, refuse } from '../../shared/figures/index.ts';
import { type Loopback, type LoopbackOptions, startLoopback } from '../../electron/loopback/server.ts';

/** What a server answered, as it came over the socket. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request byte for byte as given: nothing of the path is resolved, and `host` is what is asked for. */
export function ask(
  port: number,
  path: string,
  headers: OutgoingHttpHeaders = {},
  method = 'GET',
  body: string | Uint8Array = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    asking.once('error', reject);
    asking.end(body);
  });
}

/** A page with one asset, and beside its folder a file that must never come out. */
export function builtPage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  const page = join(folder, 'renderer');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.html'), 'SECRET');
  writeFileSync(join(page, '.hidden.html'), 'SECRET');
  writeFileSync(join(page, 'index.html'), '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><p>page</p>');
  writeFileSync(join(page, 'assets', 'main-abc123.js'), 'export {};');
  writeFileSync(join(page, 'assets', 'main-abc123.js.map'), '{}');
  return page;
}

/** An engine that answers each call with its own path, and remembers what it was told. */
export function echoingEngine() {
  const pages = new Set<PageEnd>();
  const told: ClientMessage[] = [];
  const opened: string[] = [];
  return {
    pages,
    told,
    opened,
    workspace: () => '/books/present.countinghouse',
    async open({ path, backup }: WorkspaceChoice): Promise<Outcome<string>> {
      if (path.endsWith('refused')) return refuse('not-a-workspace', 'It is refused.');
      opened.push(backup === undefined ? path : `${path} from ${backup}`);
      for (const page of pages) page.ended();
      return done(path);
    },
    connect(page: PageEnd): PageConnection {
      pages.add(page);
      return {
        send(message) {
          told.push(message);
          if (message.method === 'call') page.heard(JSON.stringify({ id: message.id, kind: 'data', data: message.path }));
        },
        close: () => void pages.delete(page),
      };
    },
  };
}

/** A loopback server on that page and engine, with somebody who was let in. */
export async function served(options: Partial<LoopbackOptions> = {}) {
  const engine = echoingEngine();
  const loopback: Loopback = await startLoopback({ pageFolder: builtPage(), engine, ...options });
  const address = loopback.newAddress();
  const port = Number(new URL(address).port);
  const admission = await ask(port, `/${new URL(address).search}`);
  const cookie = admission.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
  return { engine, loopback, address, port, admission, cookie, origin: `http://127.0.0.1:${port}` };
}
