import type { Migration } from '../migration.ts';

/**
 * Which alerts each message spells out, and where a webhook's address is kept that is secret itself. Both fold from the journal; messages of earlier versions
 * are brought in.
 */
export const deliveryFirings: Migration = {
  version: 16,
  name: 'delivery-firings',
  sql: `
    CREATE TABLE delivery_firing (
      firing TEXT NOT NULL,
      send TEXT NOT NULL,
      PRIMARY KEY (firing, send)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX delivery_firing_send ON delivery_firing (send);
    INSERT OR IGNORE INTO delivery_firing (firing, send)
      SELECT told.value ->> '$.firing', send FROM delivery_send, json_each(notices) AS told;

    ALTER TABLE delivery_channel ADD COLUMN address TEXT;
  `,
};
