import type { Page } from 'playwright-core';

/** What one key cost, in milliseconds since it went down; null where it did not come to that. */
export interface Stroke {
  readonly key: string;
  /** The field with the letter in it was painted. */
  readonly field: number;
  /** The first question of it went out, and its answer was there. */
  readonly asked: number | null;
  readonly answered: number | null;
  /** The last row that it changed stood in the document, and was painted. */
  readonly drawn: number | null;
  readonly painted: number | null;
  /** Questions that went out. */
  readonly questions: number;
}

interface Noted {
  pressed: number;
  field: number;
  asked: number;
  answered: number;
  drawn: number;
  painted: number;
  questions: number;
  /** The last time at which anything happened. */
  last: number;
}

/** Nothing has happened for so long: what a key brought is there. */
const QUIET_MILLISECONDS = 150;

/** Notes from the page's first script on what goes over its wire. Before the page is opened. */
export async function watchWire(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const noted = () => (globalThis as unknown as { noted?: Noted }).noted;
    const send = Reflect.get(WebSocket.prototype, 'send');
    const heard = new WeakSet<WebSocket>();
    Object.assign(WebSocket.prototype, {
      send(this: WebSocket, data: string) {
        const now = noted();
        if (now && typeof data === 'string' && data.includes('watchlists.select')) {
          if (now.questions === 0) now.asked = performance.now();
          now.questions += 1;
          now.last = performance.now();
        }
        if (!heard.has(this)) {
          heard.add(this);
          this.addEventListener('message', (event: MessageEvent<string>) => {
            const then = noted();
            if (!then?.asked || !event.data.includes('"unknownSays"')) return;
            then.last = performance.now();
            then.answered = performance.now();
          });
        }
        send.call(this, data);
      },
    });
  });
}

/** Notes when a key goes down and when what it changes within `rows` is in the document and painted. */
export async function watchRows(page: Page, rows: string): Promise<void> {
  await page.evaluate((within) => {
    const noted = () => (globalThis as unknown as { noted?: Noted }).noted;
    const painted = (note: (at: number) => void) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        // A message that is sent while a frame is made arrives after it was painted.
        channel.port1.onmessage = () => note(performance.now());
        channel.port2.postMessage(null);
      });
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const now = noted();
        if (!now) return;
        now.pressed = timeStamp;
        painted((at) => (now.field = now.last = at));
      },
      { capture: true },
    );
    new MutationObserver((changes) => {
      const now = noted();
      if (!now || now.pressed === 0) return;
      if (!changes.some(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest(within))) return;
      now.drawn = now.last = performance.now();
      painted((at) => (now.painted = now.last = at));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, rows);
}

/** Presses a key and waits until nothing comes of it any more. */
export async function stroke(page: Page, key: string): Promise<Stroke> {
  await page.evaluate(() => {
    const noted: Noted = { pressed: 0, field: 0, asked: 0, answered: 0, drawn: 0, painted: 0, questions: 0, last: 0 };
    Object.assign(globalThis, { noted });
  });
  await page.keyboard.press(key === ' ' ? 'Space' : key);
  await page.waitForFunction(
    (quiet) => {
      const { noted } = globalThis as unknown as { noted: Noted };
      return noted.field > 0 && performance.now() - noted.last > quiet && (noted.drawn === 0 || noted.painted >= noted.drawn);
    },
    QUIET_MILLISECONDS,
    { timeout: 30_000, polling: 25 },
  );
  const noted = await page.evaluate(() => (globalThis as unknown as { noted: Noted }).noted);
  const since = (at: number) => (at === 0 ? null : at - noted.pressed);
  return {
    key,
    field: noted.field - noted.pressed,
    asked: since(noted.asked),
    answered: since(noted.answered),
    drawn: since(noted.drawn),
    painted: since(noted.painted),
    questions: noted.questions,
  };
}
