import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { built, complaintsOf, type Home, newHome, startBrowser, startServer } from './harness.ts';

describe('the page on loopback, in Chromium', () => {
  let home: Home;
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    await built();
    home = newHome();
    server = await startServer(home);
    browser = await startBrowser();
    page = await (await browser.newContext()).newPage();
    complaints = complaintsOf(page);
    await page.goto(server.address);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    home?.remove();
  });

  test('is drawn without a complaint, and its address shows no token', async () => {
    await page.getByRole('navigation').first().waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });

  test('comes back after a reload, and not in another browser', async () => {
    await page.reload();
    await page.getByRole('navigation').first().waitFor();
    const stranger = await browser.newContext();
    const knocking = await stranger.newPage();
    expect((await knocking.goto(server.address))?.status()).toBe(401);
    await stranger.close();
  });

  test('another site in the same browser gets at nothing, though the cookie is there', async () => {
    const site = await startSite();
    const { origin } = new URL(server.address);
    const evil = await page.context().newPage();
    await evil.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    const gained = await evil.evaluate(async (target) => {
      const tried = (asked: Promise<Response>) =>
        asked.then(
          ({ type, status }) => (type === 'opaque' ? 'opaque' : status),
          () => 'stopped',
        );
      const loaded = (tag: 'script' | 'img', path: string) =>
        new Promise((resolve) => {
          const element = Object.assign(document.createElement(tag), {
            src: `${target}${path}`,
            onload: () => resolve('loaded'),
            onerror: () => resolve('stopped'),
          });
          document.body.append(element);
        });
      return {
        read: await tried(fetch(`${target}/`, { credentials: 'include' })),
        upload: await tried(
          fetch(`${target}/files?name=x`, {
            method: 'POST',
            body: 'x',
            credentials: 'include',
            headers: { 'content-type': 'application/octet-stream' },
          }),
        ),
        blind: await tried(fetch(`${target}/files?name=x`, { method: 'POST', body: 'x', credentials: 'include', mode: 'no-cors' })),
        script: await loaded('script', '/assets/index.js'),
        socket: await new Promise((resolve) => {
          const socket = new WebSocket(`${target.replace('http', 'ws')}/rpc`);
          socket.onopen = () => resolve('open');
          socket.onerror = () => resolve('stopped');
        }),
        frame: await new Promise((resolve) => {
          const frame = Object.assign(document.createElement('iframe'), { src: `${target}/` });
          frame.onload = () => resolve(frame.contentDocument?.body.textContent ?? 'stopped');
          document.body.append(frame);
        }),
      };
    }, origin);
    expect(gained).toEqual({
      read: 'stopped',
      upload: 'stopped',
      blind: 'stopped',
      script: 'stopped',
      socket: 'stopped',
      frame: 'stopped',
    });
    await evil.close();
    site.close();
  });

  test('a rebound name is turned away', async () => {
    const { port } = new URL(server.address);
    const rebound = await startBrowser([`--host-resolver-rules=MAP evil.example 127.0.0.1`]);
    const visit = await rebound.newPage();
    expect((await visit.goto(`http://evil.example:${port}/`))?.status()).toBe(421);
    await rebound.close();
  });

  test('stops when told, and closes its files', async () => {
    expect(await server.stop()).toBe(0);
  });
});

function startSite(): Promise<Server> {
  const site = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>evil</title>'),
  );
  return new Promise((resolve) => site.listen(0, '127.0.0.1', () => resolve(site)));
}
