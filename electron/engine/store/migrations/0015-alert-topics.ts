import type { Migration } from '../migration.ts';

/**
 * What a search of alerts looks through. A topic is what many firings have in common: rule, subject, severity and the words of both; it knows how many
 * firings it has and the place of its newest. A search finds topics, of which there are thousands where there are a million firings, and so counts them all.
 * `told` is 0 of those that would have fired. Words of single firings (`alert_words`) are only those to which somebody has noted something.
 *
 * The indexes hold what lists filter by, so that no search reads the firings themselves, each of which carries all of its why. All of this folds
 * from the journal; what earlier versions folded is brought into the form in which it would be folded now.
 */
export const alertTopics: Migration = {
  version: 15,
  name: 'alert-topics',
  sql: `
    CREATE TABLE alert_topic (
      topic INTEGER PRIMARY KEY,
      rule TEXT NOT NULL,
      kind TEXT NOT NULL,
      subject TEXT NOT NULL,
      severity TEXT NOT NULL,
      told INTEGER NOT NULL CHECK (told IN (0, 1)),
      words TEXT NOT NULL,
      firings INTEGER NOT NULL DEFAULT 0,
      last_place INTEGER NOT NULL DEFAULT 0,
      UNIQUE (rule, subject, kind, severity, told, words)
    ) STRICT;
    CREATE INDEX alert_topic_subject ON alert_topic (kind, subject);
    CREATE VIRTUAL TABLE alert_topic_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');

    ALTER TABLE alert_firing ADD COLUMN topic INTEGER;
    INSERT INTO alert_topic (rule, kind, subject, severity, told, words, firings, last_place)
      SELECT rule, kind, subject, severity, told, concat_ws(' ', title, subject_title, subject, why ->> '$.rule') AS words, count(*), max(place)
      FROM alert_firing GROUP BY rule, kind, subject, severity, told, words ORDER BY min(place);
    INSERT INTO alert_topic_words (rowid, words) SELECT topic, words FROM alert_topic ORDER BY topic;
    UPDATE alert_firing SET topic = (
      SELECT topic FROM alert_topic WHERE alert_topic.rule = alert_firing.rule AND alert_topic.subject = alert_firing.subject
        AND alert_topic.kind = alert_firing.kind AND alert_topic.severity = alert_firing.severity AND alert_topic.told = alert_firing.told
        AND alert_topic.words = concat_ws(' ', title, subject_title, alert_firing.subject, why ->> '$.rule')
    );

    DROP TABLE alert_words;
    CREATE VIRTUAL TABLE alert_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
    INSERT INTO alert_words (rowid, words)
      SELECT place, concat_ws(' ', title, subject_title, subject, why ->> '$.rule', acknowledgement) FROM alert_firing WHERE acknowledgement <> '';

    DROP INDEX alert_firing_subject;
    DROP INDEX alert_firing_severity;
    DROP INDEX alert_firing_due;
    CREATE INDEX alert_firing_topic ON alert_firing (topic, place, due, told, ended, acknowledged_at, late, passed, void);
    CREATE INDEX alert_firing_topic_due ON alert_firing (topic, due) WHERE told = 1;
    CREATE INDEX alert_firing_newest ON alert_firing (place, topic, due) WHERE told = 1;
    CREATE INDEX alert_firing_due ON alert_firing (due, topic) WHERE told = 1;
    CREATE INDEX alert_firing_goes_on ON alert_firing (place, topic, due, ended, told, what, acknowledged_at, rule, subject) WHERE ended IS NULL AND told = 1;
    CREATE INDEX alert_firing_cleared ON alert_firing (place, topic, due, ended, passed, told) WHERE ended IS NOT NULL AND passed = 0 AND told = 1;
    CREATE INDEX alert_firing_acknowledged ON alert_firing (place, topic, due, acknowledged_at, told) WHERE acknowledged_at IS NOT NULL AND told = 1;
    CREATE INDEX alert_firing_late ON alert_firing (place, topic, due) WHERE late = 1 AND told = 1;
    CREATE INDEX alert_firing_passed ON alert_firing (place, topic, due) WHERE passed = 1 AND told = 1;
    CREATE INDEX alert_firing_void ON alert_firing (place, topic, due) WHERE void = 1 AND told = 1;
    CREATE INDEX alert_firing_untold ON alert_firing (place, topic, due, void) WHERE told = 0;
  `,
};
