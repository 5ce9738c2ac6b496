import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Vault } from '../delivery/index.ts';
import type { FromEngine, ToEngine, VaultWish } from './thread-messages.ts';

type Wished = Extract<FromEngine, { from: 'vault' }>;
type Answered = Extract<ToEngine, { to: 'vault' }>;

/** How long the system may ask its owner whether a store of secrets is to be opened, in milliseconds. */
const PATIENCE = 120_000;

/** The shell's store of secrets as the engine's thread sees it: each wish crosses the threads, and its answer comes back under its number. */
export function distantVault(
  tell: (message: Wished) => void,
  patience: number = PATIENCE,
): { readonly vault: Vault; answered(message: Answered): void } {
  const waiting = new Map<number, (answer: Outcome<string>) => void>();
  let next = 1;

  function ask(wish: VaultWish, text: string): Promise<Outcome<string>> {
    const number = next;
    next += 1;
    return new Promise((resolve) => {
      const timer = setTimeout(
        () =>
          settle(
            refuse('vault-silent', "The operating system's store of secrets did not answer. It may be asking for its password; try again."),
          ),
        patience,
      );
      timer.unref();
      function settle(answer: Outcome<string>): void {
        clearTimeout(timer);
        waiting.delete(number);
        resolve(answer);
      }
      waiting.set(number, settle);
      tell({ from: 'vault', ask: number, wish, text });
    });
  }

  return {
    vault: {
      name: () => ask('name', ''),
      async encrypt(secret) {
        const answer = await ask('encrypt', secret);
        return isRefused(answer) ? answer : done(new Uint8Array(Buffer.from(answer.ok, 'base64')));
      },
      decrypt: (content) => ask('decrypt', Buffer.from(content).toString('base64')),
    },
    answered: ({ ask: number, answer }) => waiting.get(number)?.(answer),
  };
}

/** What a shell's store answers a wish that came across the threads. Whatever it throws is a refusal there. */
export async function answerVault(vault: Vault, { ask: number, wish, text }: Wished): Promise<Answered> {
  return { to: 'vault', ask: number, answer: await granted(vault, wish, text).catch(failed) };
}

async function granted(vault: Vault, wish: VaultWish, text: string): Promise<Outcome<string>> {
  if (wish === 'name') return vault.name();
  if (wish === 'decrypt') return vault.decrypt(new Uint8Array(Buffer.from(text, 'base64')));
  const encrypted = await vault.encrypt(text);
  return isRefused(encrypted) ? encrypted : done(Buffer.from(encrypted.ok).toString('base64'));
}

function failed(thrown: unknown): Outcome<string> {
  return refuse(
    'vault-failed',
    `The operating system's store of secrets failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
  );
}
