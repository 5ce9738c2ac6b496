import { rootCertificates } from 'node:tls';
import type { EmailTerms, Message } from '../../../shared/delivery/index.ts';
import { connectionWords, type Delivered, keptText, MOST_OUTPUT } from './delivered.ts';
import { STOPPED } from './run-command.ts';

/**
 * Hands a message to an SMTP server. It has arrived where the server has taken it for every recipient. TLS is never left off because a server does not offer
 * it: `starttls` without an offer is a failure. The library is read when a letter is first sent.
 */
export async function sendEmail(terms: EmailTerms, message: Message, password: string | null, signal: AbortSignal): Promise<Delivered> {
  const { createTransport } = await import('nodemailer');
  const time = terms.seconds * 1_000;
  const transport = createTransport({
    host: terms.host,
    port: terms.port,
    secure: terms.security === 'tls',
    requireTLS: terms.security === 'starttls',
    ignoreTLS: terms.security === 'none',
    ...(terms.user === null || password === null ? {} : { auth: { user: terms.user, pass: password } }),
    ...(terms.trust === null ? {} : { tls: { ca: [...rootCertificates, terms.trust] } }),
    connectionTimeout: time,
    greetingTimeout: time,
    socketTimeout: time,
    dnsTimeout: time,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const where = `${terms.host}:${terms.port}`;
  const cut = cutting(time, signal);
  const kept = (delivered: Delivered): Delivered => {
    const secrets = password === null ? [] : [password, `\0${terms.user ?? ''}\0${password}`];
    return { ...delivered, says: keptText(delivered.says, 1_000, secrets), output: keptText(delivered.output, MOST_OUTPUT, secrets) };
  };
  try {
    const sending = transport.sendMail({
      from: { name: 'Countinghouse', address: terms.from },
      to: terms.to,
      subject: message.subject,
      text: message.text,
      html: message.html,
      messageId: `<${message.id}@countinghouse.invalid>`,
      // RFC 3834 §5: nobody's automatic answer is wanted.
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    const told = await Promise.race([sending, cut.promise]);
    if (told === 'stopped') return { sent: false, says: STOPPED, output: '' };
    if (told === 'late')
      return { sent: false, unreachable: true, says: `${where} had not taken the letter after ${terms.seconds} s.`, output: '' };
    const refused = told.rejected;
    if (refused.length === 0) return kept({ sent: true, says: `${where} has taken the letter.`, output: told.response });
    return kept({ sent: true, says: `${where} has taken the letter, but not for ${refused.join(', ')}.`, output: told.response });
  } catch (thrown) {
    return kept(failure(thrown, where));
  } finally {
    cut.clear();
    transport.close();
  }
}

/** Ends the waiting at the latest after a time, or when the application closes. */
function cutting(time: number, signal: AbortSignal): { readonly promise: Promise<'late' | 'stopped'>; clear(): void } {
  const { promise, resolve } = Promise.withResolvers<'late' | 'stopped'>();
  const timer = setTimeout(() => resolve('late'), time);
  const stop = () => resolve('stopped');
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return {
    promise,
    clear() {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    },
  };
}

/** What nodemailer says of a failure, as far as it says it: the server's code and words, or the connection's. */
function failure(thrown: unknown, where: string): Delivered {
  const { message, code, responseCode, response } =
    thrown instanceof Error ? (thrown as Error & SmtpFailure) : ({ message: String(thrown) } as Error & SmtpFailure);
  const output = response ?? '';
  const isUntrusted = /certificate|self.signed|altnames/i.test(message);
  if (code === 'ETLS' && !isUntrusted)
    return { sent: false, says: `${where} offers no TLS, and nothing is sent in the open: ${message}`, output };
  if (responseCode !== undefined) {
    // RFC 5321 §4.2.1: what begins with 5 fails again, however often it is tried.
    const lasting = responseCode >= 500;
    const says =
      code === 'EAUTH'
        ? `${where} does not accept the name and password (${responseCode}).`
        : `${where} refused the letter (${responseCode}).`;
    return { sent: false, lasting, says, output };
  }
  if (code === 'EAUTH') return { sent: false, lasting: true, says: `${where} cannot be told a name and password: ${message}`, output };
  const says = connectionWords(causeOf(code, message, isUntrusted), message, where);
  return { sent: false, unreachable: true, says, output };
}

/** nodemailer has one code for most failures of a connection; what it was stands in its words. */
function causeOf(code: string | undefined, message: string, isUntrusted: boolean): string | undefined {
  if (isUntrusted) return 'CERT_UNTRUSTED';
  if (code === 'EDNS') return 'ENOTFOUND';
  if (code === 'ETIMEDOUT') return code;
  return (
    /\b(ECONNREFUSED|ECONNRESET|EPIPE|ENETUNREACH|EHOSTUNREACH)\b/.exec(message)?.[1] ??
    (/closed/i.test(message) ? 'ECONNRESET' : undefined)
  );
}

interface SmtpFailure {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
}
