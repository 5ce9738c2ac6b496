import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createBuilder, createServer, type ProxyOptions, type ViteDevServer } from 'vite';
import { readLaunch } from '../host/launch.ts';
import { WORKSPACE_PATH } from '../../shared/wire/bridge.ts';
import { UPLOAD_PATH } from '../../shared/wire/upload.ts';
import { findElectron } from './electron-runtime.ts';

/**
 * `npm run dev`: the page with hot reload, before the engine on loopback restarted from its sources at each change;
 * `npm run dev -- --window` before a window, with main and preload rebuilt and the window restarted at each change.
 */
const root = resolve(import.meta.dirname, '..', '..');
const args = process.argv.slice(2).filter((argument) => argument !== '--window');
const ENGINE_PORT = 5180;
const workspace = readLaunch(args, root).workspace ?? resolve(root, '.userdata', 'development.countinghouse');
mkdirSync(dirname(workspace), { recursive: true });

let child: ChildProcess | undefined;
const vite = process.argv.includes('--window') ? await developWindow() : await developLoopback();
vite.printUrls();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    child?.kill();
    void vite.close().then(() => process.exit(0));
  });
}

async function developLoopback(): Promise<ViteDevServer> {
  let cookie = '';
  const engine = spawn(
    process.execPath,
    ['--watch', '--watch-preserve-output', 'electron/loopback/main.ts', ...args, '--workspace', workspace, '--port', String(ENGINE_PORT)],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  child = engine;
  createInterface({ input: engine.stdout }).on('line', (line) => {
    if (line.startsWith('http://127.0.0.1')) void cookieFrom(line).then((fresh) => (cookie = fresh));
    else console.log(line);
  });
  const server = await createServer({
    server: {
      proxy: {
        '/rpc': asOurPage(() => cookie, true),
        [`^${UPLOAD_PATH}\\?`]: asOurPage(() => cookie, false),
        [`^${WORKSPACE_PATH}$`]: asOurPage(() => cookie, false),
      },
    },
  });
  return server.listen();
}

/** Exchanges a one-time address for the cookie, as a browser does by opening it. */
async function cookieFrom(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: 'manual' });
  return answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
}

/** Passes requests of the development page on under the engine's own name, origin and cookie. */
function asOurPage(cookie: () => string, ws: boolean): ProxyOptions {
  const engine = `127.0.0.1:${ENGINE_PORT}`;
  const dress = (request: { setHeader(name: string, value: string): void }) => {
    request.setHeader('host', engine);
    request.setHeader('origin', `http://${engine}`);
    request.setHeader('cookie', cookie());
  };
  return {
    target: `http://${engine}`,
    ws,
    configure: (proxy) => {
      proxy.on('proxyReq', dress);
      proxy.on('proxyReqWs', dress);
    },
  };
}

async function developWindow(): Promise<ViteDevServer> {
  const electron = findElectron(root);
  if (electron === undefined)
    throw new Error("Electron's runtime is not here: run npm start once where there is a network, or develop on loopback.");
  const server = await createServer();
  await server.listen();
  const address = server.resolvedUrls?.local[0] ?? 'http://127.0.0.1:5173/';
  const builder = await createBuilder({
    mode: 'development',
    build: { watch: {} },
    // Main is built again and again, and preload lies beside it.
    environments: { main: { build: { emptyOutDir: false } } },
  });
  for (const name of ['main', 'preload']) {
    const environment = builder.environments[name];
    if (!environment) throw new Error(`vite.config.ts has no environment ${name}`);
    const watcher = await builder.build(environment);
    if ('on' in watcher) watcher.on('event', (event) => void (event.code === 'END' && restart(electron, address)));
  }
  return server;
}

function restart(electron: string, address: string): void {
  child?.kill();
  child = spawn(electron, ['.', ...args, '--workspace', workspace], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, VITE_DEV_SERVER_URL: address },
  });
}
