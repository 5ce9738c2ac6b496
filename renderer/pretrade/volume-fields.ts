import { assetCode, decimalString } from '../../shared/figures/index.ts';
import { type ToldVolume, toldVolumeSchema } from '../../shared/pretrade/index.ts';
import { type Draft, readDraft, type ReadDraft } from '../forms/draft.ts';
import type { Field } from '../forms/field.ts';

/** What an account is at a venue, as far as its fees ask. */
export const VOLUME_FIELDS: readonly Field[] = [
  { path: 'asOf', label: 'As of', type: 'day', needed: true },
  { path: 'volume', label: 'Traded in 30 days', type: 'decimal', hint: 'in the currency of the fee table' },
  { path: 'spotVolume', label: 'Of it spot', type: 'decimal' },
  { path: 'optionsVolume', label: 'Of it options', type: 'decimal' },
  { path: 'assets', label: 'Assets there', type: 'decimal' },
  { path: 'token', label: 'Venue’s token, pieces', type: 'decimal' },
  { path: 'share', label: 'Share of the venue’s volume, %', type: 'percent' },
  { path: 'makerShare', label: 'Share as maker, %', type: 'percent' },
  { path: 'withdrawal.asset', label: 'Taking out', type: 'asset', hint: 'asset that is taken, such as USDT' },
  { path: 'withdrawal.fee', label: 'costs', type: 'decimal', hint: 'in that asset' },
  { path: 'paysInToken', label: 'Fees are paid in the venue’s token', type: 'flag' },
];

export function readVolume(draft: Draft): ReadDraft<ToldVolume> {
  const asset = (draft['withdrawal.asset'] ?? '').trim();
  const fee = (draft['withdrawal.fee'] ?? '').trim();
  if ((asset === '') !== (fee === ''))
    return { complaints: { [asset === '' ? 'withdrawal.asset' : 'withdrawal.fee']: 'Name both, the asset and what taking it out costs.' } };
  if (asset !== '' && !assetCode.safeParse(asset).success)
    return { complaints: { 'withdrawal.asset': `${asset} is no code of an asset.` } };
  if (fee !== '' && !decimalString.safeParse(fee).success) return { complaints: { 'withdrawal.fee': `${fee} is no number.` } };
  return readDraft<ToldVolume>(draft, { fields: VOLUME_FIELDS, schema: toldVolumeSchema, otherwise: 'asOf' });
}
