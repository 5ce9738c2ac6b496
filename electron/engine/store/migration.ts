/** One numbered, additive step of the schema. A migration that has been released is never edited; a later one amends it. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
