import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Who may come in on the loopback address. Binding 127.0.0.1 keeps other machines out, but not other pages of the same browser
 * (DNS rebinding, requests across origins) nor other people on the same machine; a name that is not ours, an origin that is not
 * ours and a visitor without our cookie are each turned away.
 */
export interface Door {
  /** An address to open in a browser. It admits once; making a new one kills the one before. */
  newAddress(): string;
  /** Turns a one-time token into the `Set-Cookie` that admits from then on; undefined for a token that is wrong, used or replaced. */
  exchange(token: string): string | undefined;
  /** Whether the request names the address we listen on. A rebound DNS name arrives here with its own name. */
  isOurHost(headers: IncomingHttpHeaders): boolean;
  /** Whether the request was started by our own page, as far as it says; `required`: it must say so. */
  isOurOrigin(headers: IncomingHttpHeaders, required: 'required' | 'if-sent'): boolean;
  /** Whether the request carries our cookie. */
  isKnown(headers: IncomingHttpHeaders): boolean;
}

export function openDoor(port: number): Door {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  // Cookies do not know ports: the name does, so that two workspaces served side by side do not evict each other.
  const cookie = `countinghouse_${port}`;
  const session = secret();
  let token: string | undefined;
  return {
    newAddress() {
      token = secret();
      return `${origin}/?token=${token}`;
    },
    exchange(offered) {
      if (token === undefined || !isSame(offered, token)) return undefined;
      token = undefined;
      return `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    isOurHost: (headers) => headers.host === host,
    isOurOrigin(headers, required) {
      if (headers.origin === undefined) return required === 'if-sent' && !isForeignFetch(headers);
      return headers.origin === origin;
    },
    isKnown: (headers) => isSame(cookieNamed(headers.cookie, cookie), session),
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function isSame(offered: string | undefined, expected: string): boolean {
  if (offered === undefined) return false;
  const left = Buffer.from(offered);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Browsers say of each request where it comes from; one that another site made, and that does not open a page, is none of ours. */
function isForeignFetch(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  const isForeign = site === 'cross-site' || site === 'same-site';
  return isForeign && !(headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document');
}

function cookieNamed(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
