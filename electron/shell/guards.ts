import type { Session, WebContents, WebFrameMain } from 'electron';

/** Permissions that a page of ours may use: none but to put a text on the clipboard, after a key or a click. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

/** Whether a URL belongs to our page. */
export type IsOurs = (url: string) => boolean;

/** Compares whole origins: `app://countinghouse.example` begins with our origin, yet is not ours. */
export function originCheck(origin: string): IsOurs {
  return (url) => {
    try {
      const { protocol, host } = new URL(url);
      // Vite's development server reloads the page over a WebSocket of the same host.
      return `${protocol === 'ws:' ? 'http:' : protocol}//${host}` === origin;
    } catch {
      return false;
    }
  };
}

/** Denies every permission and device, and every request that does not go to our own origin. */
export function guardSession(guarded: Session, isOurs: IsOurs): void {
  guarded.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(permission === ALLOWED_PERMISSION && isOurs(details.requestingUrl));
  });
  guarded.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) => permission === ALLOWED_PERMISSION && isOurs(requestingOrigin),
  );
  guarded.setDevicePermissionHandler(() => false);
  guarded.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  guarded.on('will-download', (event, item) => {
    if (!isOurs(item.getURL()) && !item.getURL().startsWith('blob:')) event.preventDefault();
  });
  guarded.webRequest.onBeforeRequest((details, answer) => {
    const isInner = ['data:', 'blob:', 'devtools:', 'chrome-devtools:'].some((scheme) => details.url.startsWith(scheme));
    answer({ cancel: !isInner && !isOurs(details.url) });
  });
}

/** Denies whatever would lead a page away from ours or put another beside it. Applies to every page that ever comes to be. */
export function guardContents(contents: WebContents, isOurs: IsOurs): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
}

/** Whether a message comes from the page that we opened: the top frame of that window, on our origin, and still there. */
export function isOurPage(contents: WebContents, sender: WebContents, frame: WebFrameMain | null, isOurs: IsOurs): boolean {
  return sender === contents && frame !== null && frame === contents.mainFrame && isOurs(frame.url);
}
