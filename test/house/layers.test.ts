import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const FILES = globSync(['electron/**/*.ts', 'renderer/**/*.{ts,tsx}', 'shared/**/*.ts']).map((file) => file.replaceAll('\\', '/'));

function arrowsOf(file: string): Arrow[] {
  const text = readFileSync(file, 'utf8');
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const target = (specifier: string) => (specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier);
  return [
    ...module.staticImports.map((statement) => ({
      from: file,
      to: target(statement.moduleRequest.value),
      typeOnly: statement.entries.length > 0 && statement.entries.every((entry) => entry.isType),
    })),
    ...module.staticExports.flatMap((statement) =>
      statement.entries
        .filter((entry) => entry.moduleRequest)
        .map((entry) => ({ from: file, to: target(entry.moduleRequest!.value), typeOnly: entry.isType })),
    ),
    ...module.dynamicImports.map((call) => ({
      from: file,
      to: target(text.slice(call.moduleRequest.start + 1, call.moduleRequest.end - 1)),
      typeOnly: false,
    })),
  ];
}

const ARROWS = FILES.flatMap(arrowsOf);

function wrong(isWrong: (arrow: Arrow) => boolean): string[] {
  return ARROWS.filter(isWrong).map((arrow) => `${arrow.from} -> ${arrow.to}`);
}

/** `shared/positions/terms.ts` lies in the room `shared/positions`; `electron/engine/market/prices.ts` in `electron/engine/market`. */
function roomOf(file: string): string {
  const parts = file.split('/');
  const depth = file.startsWith('electron/engine/') ? 3 : 2;
  return parts.length > depth ? parts.slice(0, depth).join('/') : '';
}

/** Rooms that are no columns but what columns stand on; their files are imported by name. */
const OPEN_ROOMS = new Set([
  'shared/wire',
  'renderer/frame',
  'renderer/window',
  'renderer/grid',
  'renderer/figures',
  'renderer/forms',
  'renderer/charts',
  'renderer/engine',
  'electron/engine/store',
  'electron/engine/api',
  'electron/engine/jobs',
  'electron/engine/thread',
  'electron/engine/paper',
]);

describe('layers', () => {
  test('the code was found', () => {
    expect(FILES.length).toBeGreaterThan(40);
    expect(ARROWS.length).toBeGreaterThan(100);
  });

  test('shared imports shared and pure libraries only', () => {
    const pure = /^(shared\/|data\/|decimal\.js$|zod$|@noble\/hashes\/|temporal-polyfill$|udsv$)/;
    expect(wrong((arrow) => arrow.from.startsWith('shared/') && !pure.test(arrow.to))).toEqual([]);
  });

  test('the view takes only types from the API', () => {
    expect(
      wrong(
        (arrow) =>
          arrow.from.startsWith('renderer/') &&
          arrow.to.startsWith('electron/') &&
          !(arrow.to.startsWith('electron/engine/api/') && arrow.typeOnly),
      ),
    ).toEqual([]);
  });

  test('the engine and its shells never import the view', () => {
    expect(wrong((arrow) => arrow.from.startsWith('electron/') && arrow.to.startsWith('renderer/'))).toEqual([]);
  });

  test('the engine knows no shell', () => {
    expect(wrong((arrow) => arrow.from.startsWith('electron/engine/') && /^electron\/(shell|loopback|cli)\//.test(arrow.to))).toEqual([]);
  });

  test('only the shell loads Electron, only the store loads the driver', () => {
    expect(wrong((arrow) => arrow.to === 'electron' && !arrow.typeOnly && !arrow.from.startsWith('electron/shell/'))).toEqual([]);
    expect(wrong((arrow) => arrow.to === 'better-sqlite3' && !arrow.typeOnly && !arrow.from.startsWith('electron/engine/store/'))).toEqual(
      [],
    );
  });

  test('one column reaches another only through its index', () => {
    expect(
      wrong((arrow) => {
        if (!/^(shared|electron\/engine|renderer)\//.test(arrow.to) || arrow.to.endsWith('.css')) return false;
        const room = roomOf(arrow.to);
        if (room === '' || room === roomOf(arrow.from) || OPEN_ROOMS.has(room) || arrow.to === `${room}/index.ts`) return false;
        // Lazy screens are listed in one place, each by its own file, so that opening one loads no other.
        if (arrow.from === 'renderer/screens.ts') return false;
        // The API is put together from the columns' procedures, and nothing else needs them.
        return !(arrow.from === 'electron/engine/api/router.ts' && arrow.to === `${room}/procedures.ts`);
      }),
    ).toEqual([]);
  });

  test('no cycles at run time', () => {
    const next = new Map(
      FILES.map((file) => [file, ARROWS.filter((arrow) => arrow.from === file && !arrow.typeOnly).map((arrow) => arrow.to)]),
    );
    const cycles: string[] = [];
    const state = new Map<string, 'open' | 'done'>();
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
        return;
      }
      state.set(file, 'open');
      for (const to of next.get(file) ?? []) visit(to, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of FILES) visit(file, []);
    expect(cycles).toEqual([]);
  });
});

describe('names', () => {
  test('no file or folder has a name that says nothing', () => {
    const empty = /(^|\/)(utils?|helpers?|common|misc|managers?)(\/|\.[tj]sx?$)/;
    expect(FILES.filter((file) => empty.test(file))).toEqual([]);
  });

  test('files are named in kebab-case', () => {
    expect(FILES.filter((file) => !/^[a-z0-9-]+(\.[a-z]+)?\.tsx?$/.test(posix.basename(file)))).toEqual([]);
  });
});
