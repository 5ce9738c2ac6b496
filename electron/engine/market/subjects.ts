import { findAsset, NETWORKS } from '../../../shared/market/index.ts';
import type { Listed, SubjectSource } from '../sources.ts';
import { assets } from './catalogue.ts';
import { hangsOn, kept } from './kept-figures.ts';
import { knownPairs, pairId, pairNamed } from './pairs.ts';
import { poolDetails, poolTable } from './pool-table.ts';

const NETWORK_LIST: readonly Listed[] = NETWORKS.map(({ id, name, asset }) => ({ id, title: `${name} (${asset})` }));

const assetList = kept<readonly Listed[]>({
  isSame: isSameList,
  make(store) {
    hangsOn(store, 'names');
    return assets(store, '').map(({ code, name }) => ({ id: code, title: name === code ? code : `${code}, ${name}` }));
  },
});
const assetTitles = kept({ make: (store) => new Map(assetList(store).map(({ id, title }) => [id, title])) });
const pairList = kept<readonly Listed[]>({
  isSame: isSameList,
  make: (store) => [...knownPairs(store).keys()].map((id) => ({ id, title: id })),
});

/** Titles of assets and pairs follow from their ids. */
function isSameList(one: readonly Listed[], other: readonly Listed[]): boolean {
  return one.length === other.length && one.every(({ id }, n) => id === other[n]!.id);
}

/** Assets, pairs of them, pools and networks, as lists, screens and alerts speak of them. */
export const marketSubjects: readonly SubjectSource[] = [
  {
    kind: 'asset',
    list: ({ store }) => assetList(store),
    title: ({ store }, id) => assetTitles(store).get(id) ?? null,
    facts: (_engine, id) => {
      const asset = findAsset(id);
      return { 'asset.kind': asset?.kind ?? null, 'asset.peg': asset?.peg ?? null, 'asset.underlying': asset?.underlying?.asset ?? null };
    },
  },
  {
    kind: 'pair',
    list: ({ store }) => pairList(store),
    title: ({ store }, id) => {
      const pair = pairNamed(store, id);
      return pair && pairId(pair);
    },
    facts: ({ store }, id): Readonly<Record<string, string | null>> => {
      const pair = pairNamed(store, id);
      return { 'pair.base': pair?.base ?? null, 'pair.quote': pair?.quote ?? null };
    },
  },
  {
    kind: 'pool',
    list: ({ store }) => poolTable(store).list,
    title: ({ store }, id) => {
      const { list, places } = poolTable(store);
      const place = places.get(id);
      return place === undefined ? null : list[place]!.title;
    },
    facts: ({ store }, id): Readonly<Record<string, string | null>> => {
      const table = poolTable(store);
      const place = table.places.get(id);
      if (place === undefined) return {};
      const { exposure, ilRisk, poolMeta } = poolDetails(store)[place]?.details ?? {};
      return {
        'pool.project': table.project[place] ?? null,
        'pool.chain': table.chain[place] ?? null,
        'pool.symbol': table.symbol[place] ?? null,
        'pool.exposure': exposure ?? null,
        'pool.il-risk': ilRisk ?? null,
        'pool.remark': poolMeta ?? null,
      };
    },
  },
  {
    kind: 'network',
    list: () => NETWORK_LIST,
    title: (_engine, id) => NETWORK_LIST.find((network) => network.id === id)?.title ?? null,
    facts: (_engine, id): Readonly<Record<string, string | null>> => {
      const network = NETWORKS.find((each) => each.id === id);
      return network ? { 'network.asset': network.asset, 'network.note': network.note } : {};
    },
  },
];
