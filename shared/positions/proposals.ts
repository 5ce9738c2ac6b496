import { isFiat, networkOfAsset } from '../market/index.ts';
import { type Terms, termsSchema } from './terms.ts';

/** What a stream of imported activity amounts to. */
export interface StreamDigest {
  readonly stream: string;
  readonly activities: number;
  /** Instants of its first and last activity. */
  readonly first: string;
  readonly last: string;
}

/** A position that imported activity suggests; a person decides whether it is one. */
export interface Proposal {
  readonly key: string;
  readonly streams: string[];
  readonly terms: Terms;
  readonly activities: number;
  readonly first: string;
  readonly last: string;
  readonly says: string;
}

/**
 * Positions that streams which no position claims suggest: one per platform, kind of product and asset, however the platform called the
 * product over the years. Wallets (`spot`), debts without their collateral and pools without their parameters suggest none: what they
 * are cannot be told from an export alone.
 */
export function proposePositions(streams: readonly StreamDigest[]): Proposal[] {
  const groups = new Map<string, StreamDigest[]>();
  for (const digest of streams) {
    const read = readStream(digest.stream);
    if (!read) continue;
    const key = `${read.platform}:${read.kind}:${read.asset}`;
    groups.set(key, [...(groups.get(key) ?? []), digest]);
  }
  return [...groups].map(([key, digests]) => proposalOf(key, digests)).sort((a, b) => b.activities - a.activities);
}

type Proposed = 'earn-flexible' | 'earn-fixed' | 'native-staking' | 'lending-supply' | 'own-validator';

/** The kinds of position behind the names that imports give to products. */
const KIND_OF_PRODUCT: Readonly<Record<string, Proposed>> = {
  earn: 'earn-flexible',
  flexible: 'earn-flexible',
  savings: 'earn-flexible',
  interest: 'earn-flexible',
  fixed: 'earn-flexible',
  locked: 'earn-flexible',
  staking: 'native-staking',
  lending: 'lending-supply',
  validator: 'own-validator',
};

function readStream(stream: string): { readonly platform: string; readonly kind: Proposed; readonly asset: string } | null {
  const [platform, product, ...rest] = stream.split(':');
  const asset = rest.join(':');
  const kind = KIND_OF_PRODUCT[product ?? ''];
  return platform && platform !== 'position' && kind && asset !== '' ? { platform, kind, asset } : null;
}

function proposalOf(key: string, digests: readonly StreamDigest[]): Proposal {
  const [platform = '', kind = '', ...rest] = key.split(':');
  const asset = rest.join(':');
  const first = digests.map((digest) => digest.first).reduce((a, b) => (a < b ? a : b));
  const last = digests.map((digest) => digest.last).reduce((a, b) => (a > b ? a : b));
  const activities = digests.reduce((total, digest) => total + digest.activities, 0);
  const name = platformName(platform);
  const own = coinOf(asset);
  const terms = termsSchema.parse({
    kind,
    title: own,
    platform: name,
    opened: first.slice(0, 10),
    asset: own,
    ...(kind === 'native-staking' && networkOfAsset(own) ? { network: networkOfAsset(own)?.name } : {}),
    ...(kind === 'own-validator' ? { validators: [asset] } : {}),
    ...(kind === 'earn-flexible' && !isFiat(own) ? { counterparty: name } : {}),
  });
  const counted = activities === 1 ? 'One activity' : `${activities} activities`;
  return {
    key,
    streams: digests.map((digest) => digest.stream).sort(),
    terms,
    activities,
    first,
    last,
    says: `${counted} of ${own} that earned on ${name}, ${first.slice(0, 10)} to ${last.slice(0, 10)}.`,
  };
}

/** Validators are named in the place of the asset, and stake ether. */
function coinOf(asset: string): string {
  return /^\d+$|^0x[0-9a-f]{96}$/i.test(asset) ? 'ETH' : asset;
}

function platformName(platform: string): string {
  return NAMES[platform] ?? platform.charAt(0).toUpperCase() + platform.slice(1);
}

const NAMES: Readonly<Record<string, string>> = { 'crypto-com': 'Crypto.com', 'beaconcha-in': 'Own node', beaconchain: 'Own node' };
