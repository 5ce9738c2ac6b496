/** The nonce the server put into this page; style elements made at run time must carry it, else the security policy drops them. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
