/** An index in a database with pgvector. Loaded only for worlds that have one. */
export { conditionSql } from './condition-sql.js';
export { openDatabase, type Database } from './connection.js';
export { loadDatabase, readColumns, type Shard } from './load.js';
export { openDatabaseIndex } from './search.js';
export { databaseSettings } from './settings.js';
