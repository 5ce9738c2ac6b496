import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from 'playwright-core';
import { expect, test } from 'vitest';
import { built, newHome, startProfile, startServer } from '../e2e/harness.ts';

const RUNS = 9;
/** Loads that are not counted: Chromium keeps compiled scripts from the third on. */
const WARMING = 3;

/**
 * From asking for the page to its first useful paint — the headline figures of Today, over the demonstration — against the first
 * paint of an empty page in the same browser, by turns. Both are told by the page's own clock, from the start of its navigation.
 */
test('start to first useful paint, against an empty page', async () => {
  await built();
  const home = newHome();
  const server = await startServer(home, ['--demo']);
  const rivalServer = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>empty</title><p>empty'),
  );
  await new Promise<void>((resolve) => rivalServer.listen(0, '127.0.0.1', resolve));
  const rival = `http://127.0.0.1:${(rivalServer.address() as AddressInfo).port}/`;
  const profile = await startProfile(home);
  try {
    const first = await profile.newPage();
    await first.goto(server.address);
    const { origin } = new URL(server.address);
    const times: PaintTimes[] = [];
    const rivals: PaintTimes[] = [];
    for (let run = -WARMING; run < RUNS; run += 1) {
      const time = await paintTimes(profile, origin, '.headline-figure');
      const rivalTime = await paintTimes(profile, rival, 'p');
      if (run < 0) continue;
      times.push(time);
      rivals.push(rivalTime);
    }
    const [frame, useful, empty] = [median(times, 'first'), median(times, 'useful'), median(rivals, 'useful')];
    console.log(
      `start-up, median of ${RUNS}: frame painted after ${frame.toFixed(0)} ms, first useful paint ${useful.toFixed(0)} ms, ` +
        `empty page ${empty.toFixed(0)} ms; frame ${(frame / empty).toFixed(2)}×, useful ${(useful / empty).toFixed(2)}× the empty page`,
    );
    expect(useful).toBeGreaterThan(0);
  } finally {
    await profile.close();
    rivalServer.close();
    await server.stop();
    home.remove();
  }
});

/** Milliseconds from the start of the navigation: the first paint of anything, and the paint that shows what one came for. */
interface PaintTimes {
  readonly first: number;
  readonly useful: number;
}

/** Opens an address in a new page of the profile; `useful` is when an element of that selector has words in it and a frame has passed. */
async function paintTimes(profile: BrowserContext, address: string, selector: string): Promise<PaintTimes> {
  const page = await profile.newPage();
  await page.addInitScript((wanted) => {
    const look = () => {
      if (!/\w/.test(document.querySelector(wanted)?.textContent ?? '')) requestAnimationFrame(look);
      // The frame that draws it is the one after the one that finds it.
      else requestAnimationFrame(() => performance.mark('useful'));
    };
    requestAnimationFrame(look);
  }, selector);
  await page.goto(address);
  await page.waitForFunction(
    () => performance.getEntriesByName('useful').length > 0 && performance.getEntriesByName('first-contentful-paint').length > 0,
  );
  const times = await page.evaluate(() => ({
    first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    useful: performance.getEntriesByName('useful')[0]?.startTime ?? Number.NaN,
  }));
  await page.close();
  return times;
}

function median(times: readonly PaintTimes[], what: keyof PaintTimes): number {
  return times.map((each) => each[what]).sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
}
