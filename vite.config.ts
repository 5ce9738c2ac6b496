/// <reference types="vitest/config" />
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

const root = import.meta.dirname;
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
/** Chromium as the tests start it: no sandbox because CI runs as root, and nothing that talks to a network. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Native or given by the runtime, hence never bundled. */
const EXTERNAL = ['electron', 'better-sqlite3'];

/** Main is built before preload, into the same folder, and clears it of what earlier builds left. */
function node(input: Record<string, string>, format: 'es' | 'cjs', extension: string): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: EXTERNAL, conditions: ['node', 'module-sync', 'default'] },
    build: {
      outDir: resolve(root, 'dist/main'),
      // Main comes first and clears what an earlier build left; preload comes after it, into the same folder.
      emptyOutDir: format === 'es',
      // Electron 33, on which the window is tested, has Node 20 inside.
      target: 'node20',
      sourcemap: true,
      minify: false,
      ssr: true,
      copyPublicDir: false,
      rolldownOptions: {
        input,
        platform: 'node',
        external: [...EXTERNAL, /^node:/],
        output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: `chunk-[hash].${extension}` },
      },
    },
  };
}

/** The fonts that papers are printed with, beside the engine that prints them. */
const paperFonts: Plugin = {
  name: 'paper-fonts',
  applyToEnvironment: ({ name }) => name === 'main',
  generateBundle() {
    for (const font of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']) {
      const source = readFileSync(resolve(root, 'node_modules/dejavu-fonts-ttf/ttf', font));
      this.emitFile({ type: 'asset', fileName: `fonts/${font}`, source });
    }
  },
};

const inElectron = (path: string) => resolve(root, 'electron', path);

export default defineConfig({
  root: resolve(root, 'renderer'),
  base: '/',
  cacheDir: resolve(root, 'node_modules/.vite'),
  plugins: [react(), paperFonts],
  environments: {
    // Fonts stay files: the page's policy has no data: for them.
    client: {
      build: {
        outDir: resolve(root, 'dist/renderer'),
        emptyOutDir: true,
        target: 'chrome130',
        sourcemap: true,
        assetsInlineLimit: 0,
        // The grid's library is the one large chunk; it is fetched with the first list that needs it.
        chunkSizeWarningLimit: 1600,
      },
    },
    main: node(
      {
        main: inElectron('shell/main.ts'),
        loopback: inElectron('loopback/main.ts'),
        cli: inElectron('cli/main.ts'),
        'engine-thread': inElectron('engine/thread/engine-thread.ts'),
        'job-thread': inElectron('engine/jobs/job-thread.ts'),
      },
      'es',
      'js',
    ),
    preload: node({ preload: inElectron('shell/preload.ts') }, 'cjs', 'cjs'),
  },
  builder: {
    buildApp: async (builder) => {
      for (const name of ['client', 'main', 'preload']) await builder.build(builder.environments[name]!);
    },
  },
  test: {
    globals: false,
    // One less than there are cores is the default: of two, one would idle.
    maxWorkers: 2,
    coverage: { provider: 'v8', include: ['electron/**', 'shared/**', 'renderer/**'], reportsDirectory: resolve(root, 'coverage') },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          root,
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/bench/**', 'test/**/*.browser.test.ts'],
          // Processes, not threads: hundreds of threads in one process meet nodejs/node#64500, and it aborts.
          pool: 'forks',
          testTimeout: 30_000,
          benchmark: { include: [] },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          // Two runs beside each other take two ports.
          api: { host: '127.0.0.1', strictPort: false },
          root,
          include: ['test/**/*.browser.test.tsx'],
          benchmark: { include: [] },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: CHROMIUM, args: CHROMIUM_FLAGS } }),
            instances: [{ browser: 'chromium', viewport: { width: 1440, height: 900 } }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          root,
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          benchmark: { include: [] },
        },
      },
      {
        extends: true,
        test: {
          name: 'bench',
          root,
          environment: 'node',
          include: ['test/bench/**/*.bench.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
          benchmark: { include: [] },
        },
      },
    ],
  },
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
});
