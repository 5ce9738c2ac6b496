import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, newNonce, NONCE_PLACEHOLDER } from '../../electron/host/content-security-policy.ts';
import { openPage } from '../../electron/host/page.ts';
import { builtPage } from '../loopback/visitor.ts';

/** Directive → sources, read as CSP Level 3 §2.2 says: the first of two equal directives counts. */
function directives(policy: string): Map<string, string[]> {
  const read = new Map<string, string[]>();
  for (const part of policy.split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (name && !read.has(name)) read.set(name, sources);
  }
  return read;
}

describe('the content security policy', () => {
  const read = directives(contentSecurityPolicy('abc'));

  test('allows nothing that it does not name', () => {
    expect(read.get('default-src')).toEqual(["'none'"]);
    expect(['base-uri', 'form-action', 'frame-ancestors'].map((closed) => read.get(closed))).toEqual([["'none'"], ["'none'"], ["'none'"]]);
    expect(['object-src', 'frame-src', 'child-src', 'media-src', 'manifest-src'].filter((inherited) => read.has(inherited))).toEqual([]);
  });

  test('lets no text become a script or a style element', () => {
    const free = [...read].filter(([, sources]) => sources.some((source) => /^'unsafe-|^\*$|^https?:/.test(source)));
    expect(free).toEqual([['style-src-attr', ["'unsafe-inline'"]]]);
    expect(read.get('script-src')).toEqual(["'self'"]);
    expect(read.get('style-src-elem')).toEqual(["'self'", "'nonce-abc'"]);
  });

  test('has a new nonce of 128 bits each time', () => {
    const nonces = Array.from({ length: 100 }, newNonce);
    expect(new Set(nonces).size).toBe(100);
    expect(nonces.every((nonce) => Buffer.from(nonce, 'base64').length === 16)).toBe(true);
  });
});

describe('the page', () => {
  test('carries the nonce of its own answer wherever it asks for it', async () => {
    const page = openPage(builtPage());
    const [first, second] = [await page.answer('/'), await page.answer('/index.html')];
    for (const { headers, body } of [first, second]) {
      const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1];
      const text = Buffer.from(body).toString('utf8');
      expect(text).toContain(`content="${nonce}"`);
      expect(text).not.toContain(NONCE_PLACEHOLDER);
    }
    expect(first.headers['content-security-policy']).not.toBe(second.headers['content-security-policy']);
  });
});
