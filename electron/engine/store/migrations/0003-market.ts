import type { Migration } from '../migration.ts';

/**
 * What is known of the market. `market_file`, `market_point`, `pool_point` and `market_remark` are the record of imported datasets: every value of
 * a file is a point, a remark, or both; `n` counts them, `row` is the row of the file. `used` says whether figures may use a point without a
 * person's word. The rest are folds of the journal.
 *
 * `subject` and `unit` name the series: asset and currency of a price, token and underlying of a rate, asset and measure of a supply, currency and
 * `index` of consumer prices. Rates of pools are REAL: per cent as quoted, never money.
 */
export const market: Migration = {
  version: 3,
  name: 'market',
  sql: `
    CREATE TABLE market_file (
      dataset TEXT PRIMARY KEY,
      secret BLOB NOT NULL CHECK (length(secret) = 32)
    ) STRICT;

    CREATE TABLE market_point (
      dataset TEXT NOT NULL REFERENCES market_file (dataset),
      n INTEGER NOT NULL CHECK (n >= 1),
      row INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('price', 'rate', 'supply', 'cpi')),
      subject TEXT NOT NULL,
      unit TEXT NOT NULL,
      day TEXT NOT NULL,
      stamp TEXT NOT NULL,
      value TEXT NOT NULL,
      used INTEGER NOT NULL CHECK (used IN (0, 1)),
      PRIMARY KEY (dataset, n)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX market_point_series ON market_point (kind, subject, unit, day);

    CREATE TABLE pool_point (
      dataset TEXT NOT NULL REFERENCES market_file (dataset),
      n INTEGER NOT NULL CHECK (n >= 1),
      row INTEGER NOT NULL,
      pool TEXT NOT NULL,
      day TEXT NOT NULL,
      at TEXT NOT NULL,
      project TEXT,
      chain TEXT,
      symbol TEXT,
      tvl_usd REAL,
      apy REAL,
      apy_base REAL,
      apy_reward REAL,
      details TEXT,
      used INTEGER NOT NULL CHECK (used IN (0, 1)),
      PRIMARY KEY (dataset, n)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pool_point_pool ON pool_point (pool, at);

    CREATE TABLE market_remark (
      dataset TEXT NOT NULL REFERENCES market_file (dataset),
      n INTEGER NOT NULL CHECK (n >= 1),
      row INTEGER NOT NULL,
      field TEXT,
      outcome TEXT NOT NULL CHECK (outcome IN ('flagged', 'duplicate', 'skipped', 'quarantined', 'rejected')),
      reason TEXT NOT NULL,
      message TEXT NOT NULL,
      raw TEXT,
      PRIMARY KEY (dataset, n)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX market_remark_outcome ON market_remark (outcome, dataset, n);

    CREATE TABLE market_dataset (
      dataset TEXT PRIMARY KEY,
      seq INTEGER NOT NULL,
      at TEXT NOT NULL,
      file TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      format TEXT NOT NULL,
      source TEXT NOT NULL,
      rows INTEGER NOT NULL,
      from_day TEXT,
      to_day TEXT,
      counts TEXT NOT NULL,
      quality TEXT NOT NULL,
      answers TEXT NOT NULL,
      root TEXT NOT NULL,
      live INTEGER NOT NULL CHECK (live IN (0, 1))
    ) STRICT;
    CREATE INDEX market_dataset_sha256 ON market_dataset (sha256);

    CREATE TABLE market_series (
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      unit TEXT NOT NULL,
      dataset TEXT NOT NULL,
      PRIMARY KEY (kind, subject, unit, dataset)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE market_verdict (
      dataset TEXT NOT NULL,
      n INTEGER NOT NULL,
      released INTEGER NOT NULL CHECK (released IN (0, 1)),
      PRIMARY KEY (dataset, n)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE market_hand_price (
      asset TEXT NOT NULL,
      currency TEXT NOT NULL,
      day TEXT NOT NULL,
      price TEXT NOT NULL,
      note TEXT,
      event TEXT NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (asset, currency, day)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE pool_current (
      pool TEXT PRIMARY KEY,
      dataset TEXT NOT NULL,
      n INTEGER NOT NULL,
      at TEXT NOT NULL,
      project TEXT,
      chain TEXT,
      symbol TEXT,
      tvl_usd REAL,
      apy REAL,
      apy_base REAL,
      apy_reward REAL,
      observations INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX pool_current_tvl ON pool_current (tvl_usd);

    CREATE TABLE market_alias (
      platform TEXT NOT NULL,
      ticker TEXT NOT NULL,
      asset TEXT NOT NULL,
      PRIMARY KEY (platform, ticker)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE market_mapping (
      name TEXT PRIMARY KEY,
      header TEXT NOT NULL,
      mapping TEXT NOT NULL
    ) STRICT;

    CREATE TABLE market_tolerance (
      asset TEXT PRIMARY KEY,
      days INTEGER NOT NULL CHECK (days >= 0)
    ) STRICT;
  `,
};
