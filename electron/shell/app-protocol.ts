import { protocol, type Session } from 'electron';
import type { Page } from '../host/page.ts';

/** The origin of our page inside the window. */
export const APP_ORIGIN = 'app://countinghouse';

/** Must run before Electron is ready: makes `app:` a scheme with an origin, like https, whose scripts may be cached compiled. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the page at `app://countinghouse/`; every other host and every method but GET is answered 404. */
export function serveApp(session: Session, page: Page): void {
  session.protocol.handle('app', async (request) => {
    const isOurs = request.method === 'GET' && (request.url === APP_ORIGIN || request.url.startsWith(`${APP_ORIGIN}/`));
    const path = isOurs ? pathOf(request.url) : '/.';
    const { status, headers, body } = await page.answer(path);
    return new Response(body, { status, headers });
  });
}

/** The path as it was asked for; percent signs stay, so that the page's own check sees them. */
function pathOf(url: string): string {
  return url.slice(APP_ORIGIN.length).split(/[?#]/, 1)[0] || '/';
}
