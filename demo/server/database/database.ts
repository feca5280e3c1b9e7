/**
 * The shop's SQLite file. With a write-ahead log, readers and the writer do not wait for each other. Every commit is on
 * disk before the answer is sent.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from './migrations.ts';

/** @param path of the file, created with its folder if missing; `:memory:` stores nothing */
export function openDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  try {
    // Set the timeout first: another process may be restoring the log of a killed process, and this one must wait for
    // it.
    database.exec('PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;');
    migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function migrate(database: DatabaseSync): void {
  const done = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (done > MIGRATIONS.length) throw new Error('The database was written by a newer version of this shop.');
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index >= done) inTransaction(database, () => database.exec(`${step}; PRAGMA user_version = ${index + 1};`));
  }
}

/**
 * Runs all of the work or none of it. `IMMEDIATE` makes two writers queue up instead of failing half-way. Inside
 * another transaction the work is a part of that one.
 */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
