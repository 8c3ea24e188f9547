import type { DatabaseSync } from 'node:sqlite'

/** How the tables of a file are laid out, and how an older layout becomes this one. */
export interface Layout {
  /** Marks a file as ours. */
  applicationId: number
  version: number
  /** Makes the tables of this version in an empty file. */
  create: string
  /** By the version that it starts from: the step to the next one. All steps run in one transaction. */
  migrations: ReadonlyMap<number, (db: DatabaseSync) => void>
}

/**
 * Version 2. Records are JSON; what is looked for has a column of its own. Line items are rows, since an action on a large order changes
 * a thousand of them at a time. The number of a task is never given twice: a task that is gone cannot be taken for a later one.
 */
const CREATE = `
CREATE TABLE platform (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, token TEXT NOT NULL, value TEXT NOT NULL);
CREATE INDEX platform_token ON platform (token);
CREATE TABLE placed_order (
  position INTEGER PRIMARY KEY, platform TEXT NOT NULL, id TEXT NOT NULL, address TEXT, value TEXT NOT NULL, UNIQUE (platform, id)
);
CREATE INDEX placed_order_address ON placed_order (platform, address);
CREATE TABLE line_item (
  placed_order INTEGER NOT NULL, number INTEGER NOT NULL, reward TEXT, value TEXT NOT NULL, PRIMARY KEY (placed_order, number)
) WITHOUT ROWID;
CREATE INDEX line_item_reward ON line_item (reward);
CREATE TABLE account (
  position INTEGER PRIMARY KEY, platform TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (platform, id)
);
CREATE TABLE subscription (
  position INTEGER PRIMARY KEY, platform TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (platform, id)
);
CREATE TABLE delivery (
  position INTEGER PRIMARY KEY, platform TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (platform, id)
);
CREATE TABLE task (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL, at NUMERIC NOT NULL, started INTEGER NOT NULL DEFAULT 0, value TEXT NOT NULL
);
CREATE INDEX task_waiting ON task (platform, at, sequence) WHERE started = 0;
CREATE INDEX task_started ON task (started) WHERE started = 1;
`

/** What version 1 stored as the readings of a platform are its interpretations. */
const RENAME_READINGS = `
UPDATE platform SET value = json_remove(json_set(value, '$.interpretations', json_extract(value, '$.readings')), '$.readings')
`

/** The layout of today. A change of it needs a new version and the step that leads to it from the one before. */
export const LAYOUT: Layout = {
  // "AORD" in ASCII.
  applicationId: 0x414f5244,
  version: 2,
  create: CREATE,
  migrations: new Map([[1, (db) => db.exec(RENAME_READINGS)]]),
}
