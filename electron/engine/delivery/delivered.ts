/** What a try to deliver came to. `lasting`: it will not get better by itself, so it is not tried again. */
export interface Delivered {
  readonly sent: boolean;
  readonly says: string;
  readonly output: string;
  readonly lasting?: boolean;
  /** Nobody was reached at all; whoever waits behind is not tried now. */
  readonly unreachable?: boolean;
  /** Milliseconds that the other side asked to be left alone. */
  readonly wait?: number;
}

/** Bytes of an answer or a printout that are looked at; the rest is not kept. */
export const MOST_OUTPUT = 4_096;

/** A text from outside as it may be kept: cut, without control characters, and with every secret in it blacked out, also in the forms in which servers echo it. */
export function keptText(text: string, most: number, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) =>
    secret === '' ? [] : [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')],
  );
  const hidden = [...new Set(forms)]
    .sort((one, other) => other.length - one.length)
    .reduce((clean, form) => clean.replaceAll(form, '•••'), text);
  return hidden
    .replaceAll(/[^\P{C}\n\t]/gu, '�')
    .trim()
    .slice(0, most);
}

/** Why a connection failed, in words that name the remedy where there is one. */
export function connectionWords(code: string | undefined, message: string, where: string): string {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${where} was not found: its name leads nowhere, or there is no network.`;
    case 'ECONNREFUSED':
      return `Nothing answers at ${where}.`;
    case 'ETIMEDOUT':
    case 'ESOCKETTIMEDOUT':
      return `${where} did not answer in time.`;
    case 'ECONNRESET':
    case 'EPIPE':
      return `${where} closed the connection before it had answered.`;
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'ENETDOWN':
      return `${where} cannot be reached from here: there is no way to it.`;
    default:
      return code !== undefined && CERTIFICATE.test(code)
        ? `The certificate of ${where} is not trusted (${code}). Correct it there, or give the certificate to trust in the channel.`
        : `${where} could not be reached: ${message}`;
  }
}

/** Codes of OpenSSL and Node for certificates that do not verify. */
const CERTIFICATE = /^(DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;
