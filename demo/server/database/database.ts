/**
 * The shop's memory: one SQLite file. Write-ahead log, so that readers and the writer do not wait for each other, and
 * every commit is on disk before the answer is sent.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MIGRATIONS } from './migrations.ts';

/** @param path of the file, made with its folder where missing; `:memory:` keeps nothing */
export function openDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  try {
    // The wait comes first: another process may be restoring the log of one that was killed, and this one waits for it.
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
 * All of it or none of it. `IMMEDIATE`: two writers queue up instead of failing half-way. Inside another transaction it
 * is a part of that one.
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
