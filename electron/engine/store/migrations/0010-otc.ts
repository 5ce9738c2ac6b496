import type { Migration } from '../migration.ts';

/**
 * Recorded OTC trades, their legs, nettings, receipts and failed settlements. All are folds of the journal. `changed_seq` is the place in the
 * journal of the last change that matters to a checklist: what was answered before it has to be answered again.
 */
export const otc: Migration = {
  version: 10,
  name: 'otc',
  sql: `
    CREATE TABLE otc_trade (
      trade TEXT PRIMARY KEY,
      recorded_seq INTEGER NOT NULL,
      changed_seq INTEGER NOT NULL,
      reference TEXT NOT NULL,
      desk TEXT NOT NULL,
      value_date TEXT NOT NULL,
      terms TEXT NOT NULL,
      cancelled TEXT,
      batch TEXT
    ) STRICT;
    CREATE INDEX otc_trade_reference ON otc_trade (reference);
    CREATE INDEX otc_trade_desk ON otc_trade (desk, value_date);
    CREATE INDEX otc_trade_value_date ON otc_trade (value_date);
    CREATE INDEX otc_trade_batch ON otc_trade (batch) WHERE batch IS NOT NULL;

    CREATE TABLE otc_batch (
      batch TEXT PRIMARY KEY,
      made_seq INTEGER NOT NULL,
      reference TEXT NOT NULL,
      desk TEXT NOT NULL,
      value_date TEXT NOT NULL,
      terms TEXT NOT NULL,
      dissolved INTEGER NOT NULL DEFAULT 0 CHECK (dissolved IN (0, 1))
    ) STRICT;

    CREATE TABLE otc_leg (
      leg TEXT PRIMARY KEY,
      owner_kind TEXT NOT NULL CHECK (owner_kind IN ('trade', 'batch')),
      owner TEXT NOT NULL,
      desk TEXT NOT NULL,
      value_date TEXT NOT NULL,
      due TEXT NOT NULL,
      network TEXT NOT NULL COLLATE NOCASE,
      destination TEXT NOT NULL,
      memo TEXT NOT NULL,
      detail TEXT NOT NULL,
      changed_seq INTEGER NOT NULL,
      test TEXT,
      tolerance TEXT,
      release TEXT
    ) STRICT;
    CREATE INDEX otc_leg_owner ON otc_leg (owner_kind, owner);
    CREATE INDEX otc_leg_value_date ON otc_leg (value_date);
    CREATE INDEX otc_leg_destination ON otc_leg (destination, network, memo) WHERE release IS NOT NULL;

    CREATE TABLE otc_receipt (
      receipt TEXT PRIMARY KEY,
      leg TEXT NOT NULL,
      received_at TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX otc_receipt_leg ON otc_receipt (leg);

    CREATE TABLE otc_reference (
      network TEXT NOT NULL COLLATE NOCASE,
      reference TEXT NOT NULL,
      leg TEXT NOT NULL,
      PRIMARY KEY (network, reference)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE otc_case (
      failure TEXT PRIMARY KEY,
      trade TEXT NOT NULL,
      opened_seq INTEGER NOT NULL,
      detail TEXT NOT NULL,
      resolution TEXT
    ) STRICT;
    CREATE INDEX otc_case_trade ON otc_case (trade);
  `,
};
