import type { RuleTerms } from '../../../shared/alerts/index.ts';
import type { Scope } from '../../../shared/watchlists/index.ts';
import { type Desk, made } from './diary.ts';

/** The rules of a careful desk, armed; one was tried and put away. */
export async function madeRules({ api, pass }: Desk): Promise<void> {
  const lists = await api.watchlists.lists({});
  const stable = lists.find(({ terms }) => terms.title === 'Stablecoin yields')!.list;
  const listed: Scope = { kind: 'pool', which: { of: 'list', list: stable } };
  const rules: readonly (Partial<RuleTerms> & Pick<RuleTerms, 'title' | 'about' | 'rule'>)[] = [
    {
      title: 'stETH under its ether',
      about: { kind: 'pair', which: { of: 'named', ids: ['stETH/ETH'] } },
      rule: 'price < 0.985 clear > 0.995 severity high',
      note: 'A discount is a queue at the exit. Below 0.985 the loop on Aave wants to be looked at.',
    },
    {
      title: 'Tether off its peg',
      about: { kind: 'asset', which: { of: 'named', ids: ['USDT'] } },
      rule: 'price < 0.997 for 2d clear > 0.999 severity critical',
      note: 'Two closes in a row: a single one has been noise so far.',
    },
    {
      title: 'Ether falls hard',
      about: { kind: 'asset', which: { of: 'named', ids: ['ETH'] } },
      rule: 'change(price, 7d) < -8% cooldown 7d severity medium',
    },
    {
      title: 'Money leaves a pool we watch',
      about: listed,
      rule: 'change(tvl, 7d) < -25% clear > -10% severity high',
      note: 'Ask why before the withdrawal queue does.',
    },
    { title: 'A rate collapses', about: listed, rule: 'change(rate, 30d) < -30% for 2d clear > -15% severity low' },
    {
      title: 'Loan near its liquidation',
      about: { kind: 'position', which: { of: 'every' } },
      rule: 'health < 1.3 clear > 1.5 severity critical',
      note: 'Repay or add collateral; the steps are in the loop’s own note.',
      tellsUnknown: true,
    },
    {
      title: 'Term deposit ends soon',
      about: { kind: 'position', which: { of: 'every' } },
      rule: 'kind = "earn-fixed" and unlock < 45d severity low',
    },
    {
      title: 'Backup grows old',
      about: { kind: 'workspace', which: { of: 'named', ids: ['workspace'] } },
      rule: 'backup-age > 7d severity medium',
    },
  ];
  for (const terms of rules) {
    made(await api.alerts.write({ terms: { ...PLAIN, ...terms }, arm: true }));
    pass(75);
  }
  const { rule } = made(
    await api.alerts.write({
      terms: {
        ...PLAIN,
        title: 'Anything moves',
        about: listed,
        rule: 'change(rate, 1d) > 10% severity low',
        note: 'Cried every week. Put away.',
      },
      arm: true,
    }),
  );
  pass(30);
  made(await api.alerts.disarm({ rule }));
}

const PLAIN = {
  note: '',
  todo: null,
  schedule: null,
  quiet: null,
  tellsUnknown: false,
  channels: null,
  preset: null,
} as const satisfies Partial<RuleTerms>;
