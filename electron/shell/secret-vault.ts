import type { SafeStorage } from 'electron';
import { done, type Outcome, refuse } from '../../shared/figures/index.ts';
import type { Vault } from '../engine/delivery/index.ts';

/** What a store of secrets is called on each platform. */
const NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'the keychain of this Mac',
  win32: 'the data protection of this Windows account',
};
const WALLETS: Readonly<Record<string, string>> = {
  gnome_libsecret: 'the keyring of this desktop',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};

/**
 * The operating system's store of secrets, by Electron. Where Linux has no keyring, Electron encrypts under a password that stands in its own source
 * (`basic_text`): that protects nothing, so it is no store here.
 */
export function systemVault(storage: SafeStorage, platform: NodeJS.Platform = process.platform): Vault {
  async function name(): Promise<Outcome<string>> {
    const backend = platform === 'linux' ? storage.getSelectedStorageBackend() : null;
    const known = backend === null ? (NAMES[platform] ?? "this system's store of secrets") : WALLETS[backend];
    if (known === undefined) return refuse('no-vault', NO_KEYRING);
    return (await isAvailable(storage))
      ? done(known)
      : refuse('no-vault', `${known.charAt(0).toUpperCase()}${known.slice(1)} cannot be opened. ${ELSEWHERE}`);
  }
  async function withVault<T>(work: () => Promise<T>): Promise<Outcome<T>> {
    const found = await name();
    if ('error' in found) return found;
    try {
      return done(await work());
    } catch {
      // What Electron throws may quote what it was given.
      return refuse(
        'vault-failed',
        `${found.ok.charAt(0).toUpperCase()}${found.ok.slice(1)} refused. A secret from another machine or account does not open here: edit the channel and give it again.`,
      );
    }
  }
  return {
    name,
    encrypt: (secret) => withVault(async () => new Uint8Array(await encrypt(storage, secret))),
    decrypt: (content) => withVault(() => decrypt(storage, Buffer.from(content))),
  };
}

const ELSEWHERE = "Seal the secret under the workspace's passphrase, or name an environment variable.";
const NO_KEYRING = `This desktop has no keyring that Electron knows (GNOME's, KDE's), and without one a secret would lie as good as open. ${ELSEWHERE}`;

/** Electron 41 and later have the asynchronous forms and deprecate the others; each reads what the other wrote. */
type Asynchronous = Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync' | 'isAsyncEncryptionAvailable'>;

function isAsynchronous(storage: Partial<Asynchronous>): storage is Asynchronous {
  return typeof storage.encryptStringAsync === 'function' && typeof storage.decryptStringAsync === 'function';
}

async function isAvailable(storage: SafeStorage): Promise<boolean> {
  return isAsynchronous(storage) ? storage.isAsyncEncryptionAvailable() : (storage as SafeStorage).isEncryptionAvailable();
}

async function encrypt(storage: SafeStorage, secret: string): Promise<Buffer> {
  return isAsynchronous(storage) ? storage.encryptStringAsync(secret) : (storage as SafeStorage).encryptString(secret);
}

async function decrypt(storage: SafeStorage, content: Buffer): Promise<string> {
  return isAsynchronous(storage) ? (await storage.decryptStringAsync(content)).result : (storage as SafeStorage).decryptString(content);
}
