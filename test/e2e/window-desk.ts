import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { type Hands, handsOn, setStage, type Stage, workspaceOf } from './desk-hands.ts';
import { built, complaintsOf, type Home, newHome, startWindow } from './harness.ts';
import { takenIn } from './import-hands.ts';
import { type Desktop, openDesktop } from './message-bus.ts';

const PATIENCE = 15_000;

/** A real window over a workspace of its own, on a desktop that shows notifications; it can be closed and opened again as often as a person does. */
export interface WindowDesk {
  readonly home: Home;
  readonly workspace: string;
  readonly desktop: Desktop;
  /** Those of the window that is open now. */
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly hands: Hands;
  readonly complaints: readonly string[];
  /** Quits the application, as the system's own way of closing it does. */
  quit(): Promise<void>;
  /** Opens it again on the same workspace. */
  open(): Promise<void>;
  /** Opens a file of that content by the system's dialog, waits until its values are counted, and takes them in; by keyboard. */
  importFile(name: string, content: string, values: number): Promise<void>;
  /** Puts a file of that content where a person keeps such files; answers its path. */
  file(name: string, content: string): string;
  close(): Promise<void>;
}

export async function openWindowDesk(stage?: Stage): Promise<WindowDesk> {
  await built();
  const home = newHome();
  const workspace = workspaceOf(home);
  if (stage) await setStage(workspace, stage);
  const desktop = await openDesktop(home.folder);
  const environment = { ...home.environment, DBUS_SESSION_BUS_ADDRESS: desktop.address };
  const start = async () => {
    const started = await startWindow({ ...home, environment }, [workspace]);
    started.page.setDefaultTimeout(PATIENCE);
    const complaints = complaintsOf(started.page);
    await started.page.getByRole('navigation').first().waitFor();
    return { ...started, hands: handsOn(started.page), complaints };
  };
  let now: Awaited<ReturnType<typeof start>> | null = await start();
  const running = () => {
    if (now === null) throw new Error('The window is closed.');
    return now;
  };
  const file = (name: string, content: string): string => {
    const path = join(home.folder, name);
    writeFileSync(path, content);
    return path;
  };
  return {
    home,
    workspace,
    desktop,
    get app() {
      return running().app;
    },
    get page() {
      return running().page;
    },
    get hands() {
      return running().hands;
    },
    get complaints() {
      return running().complaints;
    },
    async quit() {
      await running().app.close();
      now = null;
    },
    async open() {
      if (now !== null) throw new Error('The window is open.');
      now = await start();
    },
    file,
    async importFile(name, content, values) {
      const { app, page, hands } = running();
      const path = file(name, content);
      await app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
      }, path);
      await hands.press('Control+i');
      await takenIn({ page, hands }, path, values);
    },
    async close() {
      await now?.app.close();
      desktop.close();
      home.remove();
    },
  };
}
