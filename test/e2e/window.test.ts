import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MENU_COMMANDS } from '../../shared/wire/menu-command.ts';
import { built, complaintsOf, type Home, newHome, ROOT, startAgain, startWindow, windowObstacle } from './harness.ts';

describe.skipIf(windowObstacle !== undefined)(`the window${windowObstacle === undefined ? '' : ` (skipped: ${windowObstacle})`}`, () => {
  let home: Home;
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    await built();
    home = newHome();
    ({ app, page } = await startWindow(home));
  });
  afterAll(async () => {
    await app?.close();
    home?.remove();
  });

  test('opens on our page, draws it and complains of nothing', async () => {
    const complaints = complaintsOf(page);
    await page.reload();
    expect(placeOf(page)).toBe('app://countinghouse/');
    await page.getByRole('navigation').first().waitFor();
    expect(await page.title()).toContain('Countinghouse');
    expect(complaints).toEqual([]);
  });

  test('the page reaches no Node', async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'setImmediate'];
    expect(await page.evaluate((asked) => asked.filter((name) => name in globalThis), names)).toEqual([]);
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      // What Chromium was really started with, as Electron itself tells it.
      const { webContents } = BrowserWindow.getAllWindows()[0] as unknown as {
        webContents: { getLastWebPreferences(): Record<string, unknown> };
      };
      return webContents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  test('the bridge is exactly what its type says', async () => {
    const shape = await page.evaluate(() => {
      const bridge: object = window.countinghouse ?? {};
      return Object.fromEntries(Object.entries(bridge).map(([name, value]) => [name, typeof value]));
    });
    expect(shape).toEqual({
      platform: 'string',
      send: 'function',
      onMessage: 'function',
      onCommand: 'function',
      pathOf: 'function',
      choose: 'function',
      openWorkspace: 'function',
      hideAmounts: 'function',
    });
    const isClosed = await page.evaluate(() => {
      try {
        Object.assign(window.countinghouse ?? {}, { send: () => 'mine' });
      } catch {
        return true;
      }
      return false;
    });
    expect(isClosed).toBe(true);
  });

  test('the engine answers over the bridge, also after a reload', async () => {
    expect(await ask(page)).toMatchObject({ id: 1_000_001 });
    await page.reload();
    expect(await ask(page)).toMatchObject({ id: 1_000_001 });
  });

  test('texts become no scripts and no styles', async () => {
    const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
    expect(policy).toContain("script-src 'self';");
    const outcome = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ranInline = true';
      const style = document.createElement('style');
      style.textContent = 'body { outline: 7px solid red }';
      document.head.append(script, style);
      // The debugger's own evaluation is exempt from the policy, what it leaves for later is not.
      const evaluated = await new Promise<boolean>((resolve) =>
        setTimeout(() => {
          try {
            resolve(Reflect.construct(Function, ['return true'])());
          } catch {
            resolve(false);
          }
        }),
      );
      return { inline: 'ranInline' in globalThis, evaluated, outline: getComputedStyle(document.body).outlineWidth };
    });
    expect(outcome).toMatchObject({ inline: false, evaluated: false });
    expect(outcome.outline).not.toBe('7px');
  });

  test('leads nowhere else', async () => {
    const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    for (const address of ['https://example.com/', 'data:text/html,gone', 'file:///etc/passwd', 'app://elsewhere/', 'about:blank']) {
      await page.evaluate((target) => {
        const link = document.createElement('a');
        link.href = target;
        document.body.append(link);
        link.click();
        link.remove();
      }, address);
      await page.waitForTimeout(100);
      await expect.poll(() => placeOf(page)).toBe('app://countinghouse/');
    }
    expect(await page.evaluate(() => window.open('https://example.com/') === null && window.open('app://countinghouse/') === null)).toBe(
      true,
    );
    expect(await windows()).toBe(1);
  });

  test('holds no frame and no webview', async () => {
    const loaded = await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = 'app://countinghouse/';
      const view = document.createElement('webview');
      view.setAttribute('src', 'app://countinghouse/');
      document.body.append(frame, view);
      await new Promise((resolve) => setTimeout(resolve, 300));
      let inner = '';
      try {
        inner = frame.contentWindow?.location.href ?? '';
      } catch {
        // An error page of the browser has an origin of its own.
      }
      const isView = 'getURL' in view;
      frame.remove();
      view.remove();
      return { inner, isView };
    });
    expect(loaded.inner).not.toContain('app://countinghouse');
    expect(loaded.isView).toBe(false);
  });

  test('denies every permission and device', async () => {
    const denied = await page.evaluate(async () => {
      const refused = (asked: Promise<unknown>) =>
        asked.then(
          () => false,
          () => true,
        );
      return {
        notifications: await Notification.requestPermission(),
        position: await new Promise((resolve) =>
          navigator.geolocation.getCurrentPosition(
            () => resolve(0),
            ({ code }) => resolve(code),
          ),
        ),
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
        screen: await refused(navigator.mediaDevices.getDisplayMedia({ video: true })),
        clipboard: await refused(navigator.clipboard.readText()),
      };
    });
    expect(denied).toEqual({ notifications: 'denied', position: 1, camera: true, screen: true, clipboard: true });
  });

  test('no request leaves the machine, whoever makes it', async () => {
    expect(
      await page.evaluate(() =>
        fetch('https://example.com/').then(
          () => 'left',
          () => 'stayed',
        ),
      ),
    ).toBe('stayed');
    const blocked = await app.evaluate(({ session }) =>
      session.defaultSession.fetch('http://127.0.0.1:9/').then(
        () => 'left',
        (error: Error) => error.message,
      ),
    );
    expect(blocked).toContain('ERR_BLOCKED_BY_CLIENT');
  });

  test('serves nothing beside the page', async () => {
    const statuses = await page.evaluate(
      (paths) =>
        Promise.all(
          paths.map((path) =>
            fetch(path).then(
              ({ status }) => status,
              () => 0,
            ),
          ),
        ),
      ['/', '/../main/main.js', '/%2e%2e/main/main.js', '/%2e%2e%2fmain%2fmain.js', '/..%5cmain%5cmain.js', '/%252e%252e%252fmain/main.js'],
    );
    expect(statuses).toEqual([200, 404, 404, 404, 404, 404]);
  });

  test('another window with the same preload script is not heard', async () => {
    const heard = await app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
        await stranger.loadURL('app://countinghouse/');
        const answer = (await stranger.webContents.executeJavaScript(`new Promise((resolve) => {
        countinghouse.onMessage(resolve);
        countinghouse.choose('files-to-import').then(() => resolve('chosen'), (error) => resolve(error.message));
        countinghouse.send(JSON.stringify({ id: 1, method: 'call', type: 'query', path: 'no.such', input: {} }));
      })`)) as string;
        const again = (await stranger.webContents.executeJavaScript(
          "countinghouse.openWorkspace({ demonstration: true }).then(() => 'opened', (error) => error.message)",
        )) as string;
        stranger.destroy();
        return [answer, again];
      },
      join(ROOT, 'dist/main/preload.cjs'),
    );
    for (const answer of heard) expect(answer).toContain('Only the page of Countinghouse may ask.');
  });

  test('a wish that the bridge does not know is refused', async () => {
    const refusals = await page.evaluate(() => {
      const bridge = window.countinghouse as unknown as Record<'choose' | 'openWorkspace', (wish: unknown) => Promise<unknown>>;
      const wishes = [
        bridge.choose('everything'),
        bridge.openWorkspace({ path: '' }),
        bridge.openWorkspace({ path: 'x', more: 1 }),
        bridge.openWorkspace(null),
      ];
      return Promise.all(
        wishes.map((wish) =>
          wish.then(
            () => 'granted',
            () => 'refused',
          ),
        ),
      );
    });
    expect(refusals).toEqual(['refused', 'refused', 'refused', 'refused']);
  });

  test('the menu offers each command once and tells the page', async () => {
    const ids = MENU_COMMANDS.map(({ id }) => id);
    const offered = await app.evaluate(({ Menu }, known) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
      return items.map((item) => item.id).filter((id) => known.includes(id as never));
    }, ids);
    expect(offered).toEqual(ids);
    const heard = await listenForCommand(page);
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('go.today')?.click());
    expect(await heard()).toEqual({ id: 'go.today' });
  });

  test('knows where a chosen file lies', async () => {
    const file = join(home.folder, 'ledgers.csv');
    writeFileSync(file, 'txid\n');
    await page.evaluate(() => {
      const input = Object.assign(document.createElement('input'), { type: 'file', id: 'for-a-test' });
      document.body.append(input);
    });
    await page.locator('#for-a-test').setInputFiles(file);
    const paths = await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#for-a-test');
      const chosen = input?.files?.[0];
      const path = chosen ? window.countinghouse?.pathOf(chosen) : undefined;
      input?.remove();
      return [path, window.countinghouse?.pathOf(new File(['x'], 'made.csv'))];
    });
    expect(paths).toEqual([file, '']);
  });

  test('starting it again opens the file in this window', async () => {
    const file = join(home.folder, 'again.csv');
    writeFileSync(file, 'txid\n');
    const heard = await listenForCommand(page);
    expect(await startAgain(home, ['again.csv'])).toBe(0);
    expect(await heard()).toEqual({ id: 'import.files', files: [file] });
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('another workspace takes the place of this one, and a file that is none is refused in words', async () => {
    const other = join(home.folder, 'other.countinghouse');
    const reloaded = page.waitForEvent('domcontentloaded');
    expect(await startAgain(home, [other])).toBe(0);
    await reloaded;
    expect(existsSync(other)).toBe(true);
    expect(await ask(page)).toMatchObject({ id: 1_000_001 });

    const none = join(home.folder, 'none.countinghouse');
    writeFileSync(none, 'not a database at all, but long enough to be looked at'.repeat(100));
    const sentence = await page.evaluate((path) => window.countinghouse?.openWorkspace({ path }), none);
    expect(sentence).toContain(none);
    expect(await ask(page)).toMatchObject({ id: 1_000_001 });
  });

  test('closes its files when it is closed, and opens where it was left', async () => {
    const left = await app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0];
      window?.setBounds({ x: 40, y: 30, width: 901, height: 602 });
      return window?.getNormalBounds();
    });
    await app.close();
    expect(readdirSync(home.folder, { recursive: true }).filter((name) => String(name).endsWith('-wal'))).toEqual([]);
    ({ app, page } = await startWindow(home));
    const found = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
    expect(found).toEqual(left);
  });
});

/** Where the page is, without the room that it shows. */
function placeOf(page: Page): string {
  return page.url().replace(/#.*/, '');
}

/** Begins to listen for the next command of the shell, and answers the function that waits for it. */
async function listenForCommand(page: Page): Promise<() => Promise<unknown>> {
  const handle = await page.evaluateHandle(() => {
    const heard: unknown[] = [];
    window.countinghouse?.onCommand((command) => heard.push(command));
    return heard;
  });
  return async () => {
    await expect.poll(() => handle.evaluate((heard) => heard.length)).toBe(1);
    return handle.evaluate((heard) => heard[0]);
  };
}

/** One call over the bridge, whatever the engine offers: an unknown procedure is answered too. */
function ask(page: Page): Promise<unknown> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const id = 1_000_001;
        const stop = window.countinghouse?.onMessage((text) => {
          const message = JSON.parse(text) as { id: number };
          if (message.id !== id) return;
          stop?.();
          resolve(message);
        });
        window.countinghouse?.send(JSON.stringify({ id, method: 'call', type: 'query', path: 'no.such.procedure', input: {} }));
      }),
  );
}
