import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { isRefused } from '../../shared/figures/index.ts';
import { WORKSPACE_PATH, workspaceToOpen } from '../../shared/wire/bridge.ts';
import { UPLOAD_PATH } from '../../shared/wire/upload.ts';
import type { HostedEngine } from '../host/hosted-engine.ts';
import { openPage, type Page, securityHeaders } from '../host/page.ts';
import { wishedWorkspace } from '../host/workspace-location.ts';
import { CONNECTION_LIMITS, type ConnectionLimits, type Connections, openConnections } from './connections.ts';
import { type Door, openDoor } from './door.ts';
import { openUploads, UPLOAD_LIMITS, type UploadLimits, type Uploads } from './uploads.ts';

/** Where a page opens its WebSocket. */
export const WIRE_PATH = '/rpc';

export interface LoopbackOptions {
  /** Folder of the built page. */
  readonly pageFolder: string;
  readonly engine: Pick<HostedEngine, 'connect' | 'open' | 'workspace'>;
  /** 0 or absent: a port that is free. */
  readonly port?: number;
  readonly uploads?: UploadLimits;
  readonly connections?: ConnectionLimits;
}

export interface Loopback {
  /** An address that admits one browser, once. */
  newAddress(): string;
  /** Ends every connection and removes what was handed over. */
  close(): Promise<void>;
}

/**
 * Serves the page and the engine to browsers on this machine. Listens on 127.0.0.1 alone; see `openDoor` for who comes in.
 * Rejects where the port is taken.
 */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const server = createServer();
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const door = openDoor((server.address() as AddressInfo).port);
  const uploads = await openUploads(options.uploads ?? UPLOAD_LIMITS);
  const connections = openConnections(options.engine, options.connections ?? CONNECTION_LIMITS);
  const house: House = { door, page: openPage(options.pageFolder), engine: options.engine, uploads, connections };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(house, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else say(response, 500, 'Countinghouse could not answer this.');
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => upgrade(house, request, socket, head));
  return {
    newAddress: () => door.newAddress(),
    async close() {
      connections.endAll();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await uploads.close();
    },
  };
}

interface House {
  readonly door: Door;
  readonly page: Page;
  readonly engine: Pick<HostedEngine, 'open' | 'workspace'>;
  readonly uploads: Uploads;
  readonly connections: Connections;
}

async function answer(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { door, page } = house;
  const { path, query } = target(request);
  if (!door.isOurHost(request.headers)) return say(response, 421, 'This address is not served here.');
  if (!door.isOurOrigin(request.headers, 'if-sent')) return say(response, 403, 'Only pages of Countinghouse may ask here.');
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  const token = query.get('token');
  if (path === '/' && isReading && token !== null) return exchange(door, request, response, token);
  if (!door.isKnown(request.headers)) {
    return say(
      response,
      401,
      'Open the address that Countinghouse printed when it started. It works once, in one browser; press Enter there for a new one.',
    );
  }
  if (request.method === 'POST' && path === UPLOAD_PATH) return upload(house, request, response, query.get('name') ?? '');
  if (request.method === 'POST' && path === WORKSPACE_PATH) return openWorkspace(house, request, response);
  if (!isReading) return say(response, 405, 'This can only be read.');
  const found = await page.answer(path);
  response.writeHead(found.status, { ...found.headers, 'content-length': found.body.length });
  response.end(request.method === 'HEAD' ? undefined : found.body);
}

/** A browser that is already admitted may use the printed address again: it just opens the page. */
function exchange(door: Door, request: IncomingMessage, response: ServerResponse, token: string): void {
  const cookie = door.exchange(token);
  if (cookie !== undefined) return redirect(response, { 'set-cookie': cookie });
  if (door.isKnown(request.headers)) return redirect(response, {});
  say(response, 401, 'This address was used already, or a newer one replaced it. Press Enter where Countinghouse runs for a new one.');
}

function redirect(response: ServerResponse, headers: Record<string, string>): void {
  response.writeHead(303, { ...securityHeaders(), 'cache-control': 'no-store', location: '/', ...headers }).end();
}

async function upload({ door, uploads }: House, request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
  if (!isOurPost(door, request, response, 'application/octet-stream')) return;
  const received = await uploads.receive(name, request);
  if (isRefused(received)) return json(response, received.error.code === 'too-large' ? 413 : 500, received);
  json(response, 201, { path: received.ok });
}

/** Puts another workspace in place of the present one; every page's connection then ends, and the next one meets it. */
async function openWorkspace({ door, engine }: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isOurPost(door, request, response, 'application/json')) return;
  const wish = workspaceToOpen.safeParse(await readJson(request));
  if (!wish.success) return say(response, 400, 'This names no workspace.');
  const opened = await engine.open(wishedWorkspace(wish.data, engine.workspace()));
  if (isRefused(opened)) return json(response, 409, opened);
  response.writeHead(204, securityHeaders()).end();
}

/** Whether our own page posts this. The types asked for are such that a page of another origin cannot send them unasked. */
function isOurPost(door: Door, request: IncomingMessage, response: ServerResponse, type: string): boolean {
  if (!door.isOurOrigin(request.headers, 'required')) say(response, 403, 'Only pages of Countinghouse may send something here.');
  else if (request.headers['content-type'] !== type) say(response, 415, `This is sent as ${type}.`);
  else return true;
  return false;
}

/** Bytes of a wish in JSON; it holds a path at most. */
const LONGEST_WISH = 16_384;

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LONGEST_WISH) chunks.push(chunk);
  }
  try {
    return size <= LONGEST_WISH ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : undefined;
  } catch {
    return undefined;
  }
}

function upgrade({ door, connections }: House, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  socket.on('error', () => socket.destroy());
  const isAdmitted =
    door.isOurHost(request.headers) &&
    door.isOurOrigin(request.headers, 'required') &&
    door.isKnown(request.headers) &&
    request.url === WIRE_PATH;
  if (isAdmitted) connections.accept(request, socket, head);
  else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
}

/** Path and query exactly as sent: nothing is decoded or resolved before the page's own check. */
function target(request: IncomingMessage): { path: string; query: URLSearchParams } {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  return mark < 0 ? { path: url, query: new URLSearchParams() } : { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark)) };
}

function say(response: ServerResponse, status: number, sentence: string): void {
  send(response, status, 'text/plain; charset=utf-8', sentence);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', JSON.stringify(body));
}

/** A refusal may come before the request's body was read: the connection is then not used again. */
function send(response: ServerResponse, status: number, type: string, body: string): void {
  const connection = status >= 400 ? { connection: 'close' } : {};
  response.writeHead(status, { ...securityHeaders(), 'content-type': type, 'cache-control': 'no-store', ...connection }).end(body);
}
