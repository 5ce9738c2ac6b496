import { done, type Outcome, refuse } from '../../shared/figures/index.ts';
import { UPLOAD_PATH, uploadAnswer, uploadRefusal } from '../../shared/wire/upload.ts';

/**
 * Where the engine finds a file that was dropped or chosen. In the window it lies where it lies; on loopback the browser hands it
 * over first, and `progress` hears how much of it has gone, from 0 to 1.
 */
export async function handOver(file: File, progress: (share: number) => void, signal: AbortSignal): Promise<Outcome<string>> {
  const bridge = window.countinghouse;
  if (!bridge) return upload(file, progress, signal);
  const path = bridge.pathOf(file);
  return path === '' ? refuse('no-path', `“${file.name}” lies nowhere on the disk. Save it as a file, then drop that.`) : done(path);
}

/** By XMLHttpRequest, since `fetch` does not say how far an upload is. */
function upload(file: File, progress: (share: number) => void, signal: AbortSignal): Promise<Outcome<string>> {
  const { promise, resolve } = Promise.withResolvers<Outcome<string>>();
  const lost = () =>
    resolve(refuse('not-received', `“${file.name}” did not arrive: the connection to Countinghouse was lost. Drop it again.`));
  const request = new XMLHttpRequest();
  request.open('POST', `${UPLOAD_PATH}?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.upload.addEventListener('progress', ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
  request.addEventListener('load', () => resolve(readAnswer(file.name, request.responseText)));
  request.addEventListener('error', lost);
  request.addEventListener('abort', lost);
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.send(file);
  return promise;
}

function readAnswer(name: string, text: string): Outcome<string> {
  const answer = parsed(text);
  const accepted = uploadAnswer.safeParse(answer);
  if (accepted.success) return done(accepted.data.path);
  const refused = uploadRefusal.safeParse(answer);
  if (refused.success) return { error: refused.data.error };
  return refuse('not-received', `“${name}” was not taken over${text === '' ? '' : `: ${text.slice(0, 300)}`}. Drop it again.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
