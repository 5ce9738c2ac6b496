import { request as requestOpenly, type IncomingMessage } from 'node:http';
import { request as requestSecurely } from 'node:https';
import { rootCertificates } from 'node:tls';
import { type Message, signedHeaders, type WebhookTerms } from '../../../shared/delivery/index.ts';
import { connectionWords, type Delivered, keptText, MOST_OUTPUT } from './delivered.ts';
import { STOPPED } from './run-command.ts';

/** Shorter parts of an address are words such as `api`, which answers may well hold. */
const LEAST_SECRET = 8;

/**
 * Posts a message, signed as Standard Webhooks has it. It has arrived where the answer is 2xx. Redirects are not followed, for they would carry a signed
 * message to where its owner has not sent it. The time holds for all of it: a server that dribbles is cut as one that hangs.
 */
export function postWebhook(
  { url, trust, seconds, isSecret = false }: Pick<WebhookTerms, 'url' | 'trust' | 'seconds'> & { readonly isSecret?: boolean },
  message: Pick<Message, 'id' | 'json'>,
  secret: string,
  now: number,
  signal: AbortSignal,
): Promise<Delivered> {
  const address = new URL(url);
  const signed = signedHeaders(secret, message.id, now, message.json);
  if (signed === null) {
    return Promise.resolve({
      sent: false,
      lasting: true,
      output: '',
      says: 'The signing secret is none: it is written whsec_ and then base64. Edit the channel and give it again.',
    });
  }
  const body = Buffer.from(message.json);
  const headers = {
    ...signed,
    'content-type': 'application/json',
    'content-length': body.length,
    'user-agent': 'Countinghouse',
    accept: '*/*',
    connection: 'close',
  };
  const where = address.host;
  // Of a secret address a server may echo all, or its parts.
  const parts = isSecret ? [url, `${address.pathname}${address.search}`, address.search, ...address.pathname.split('/')] : [];
  const secrets = [secret, ...parts.filter((part) => part.length >= LEAST_SECRET)];
  const deadline = AbortSignal.timeout(seconds * 1_000);
  return new Promise((resolve) => {
    let settled = false;
    const settle = (delivered: Delivered): void => {
      if (settled) return;
      settled = true;
      resolve({ ...delivered, says: keptText(delivered.says, 1_000, secrets), output: keptText(delivered.output, MOST_OUTPUT, secrets) });
    };
    const failed = (error: NodeJS.ErrnoException): void => {
      if (signal.aborted) settle({ sent: false, says: STOPPED, output: '' });
      else if (deadline.aborted)
        settle({ sent: false, unreachable: true, says: `${where} had not answered after ${seconds} s.`, output: '' });
      else settle({ sent: false, unreachable: true, says: connectionWords(error.code, error.message, where), output: '' });
    };
    const options = { method: 'POST', headers, signal: AbortSignal.any([deadline, signal]), agent: false as const };
    const posting =
      address.protocol === 'https:'
        ? requestSecurely(address, { ...options, ...(trust === null ? {} : { ca: [...rootCertificates, trust] }) })
        : requestOpenly(address, options);
    posting.once('response', (response) => void read(response).then((output) => settle(judge(response, output, where)), failed));
    posting.once('error', failed);
    posting.end(body);
  });
}

/** The beginning of the answer; what follows is not waited for. */
async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= MOST_OUTPUT) break;
  }
  response.destroy();
  return Buffer.concat(chunks).toString('utf8').slice(0, MOST_OUTPUT);
}

function judge({ statusCode: status = 0, headers }: IncomingMessage, output: string, where: string): Delivered {
  if (status >= 200 && status < 300) return { sent: true, says: `${where} answered ${status}.`, output };
  if (status >= 300 && status < 400) {
    return {
      sent: false,
      lasting: true,
      says: `${where} answered ${status}: it leads elsewhere, which is not followed. Set up the address itself.`,
      output,
    };
  }
  // Standard Webhooks, “Event delivery”: 410 means that nothing is wanted there any more.
  if (status === 410) return { sent: false, lasting: true, says: `${where} answered 410: it wants no more messages.`, output };
  const wait = waitOf(headers['retry-after']);
  return { sent: false, says: `${where} answered ${status}.`, output, ...(wait === null ? {} : { wait }) };
}

/** `Retry-After` in seconds (RFC 9110 §10.2.3), as milliseconds; its other form, a date, is not heeded. */
function waitOf(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : null;
}
