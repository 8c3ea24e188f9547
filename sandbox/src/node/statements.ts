import type { DatabaseSync, SQLInputValue } from 'node:sqlite'

/** The statements of a store, prepared once. A change begins the transaction; one that only reads needs none, for nobody else writes. */
export interface Statements {
  /** A query for one row. */
  one: <Row>(sql: string) => (...values: SQLInputValue[]) => Row | undefined
  /** A query for all rows. */
  all: <Row>(sql: string) => (...values: SQLInputValue[]) => Row[]
  /** A query for rows one after another; nothing may be changed meanwhile. */
  each: <Row>(sql: string) => (...values: SQLInputValue[]) => Iterable<Row>
  /** A change. @returns the number of the row that was inserted last */
  change: (sql: string) => (...values: SQLInputValue[]) => number
}

/** Prepares statements of one database. */
export function statementsOf(db: DatabaseSync): Statements {
  const begin = db.prepare('BEGIN IMMEDIATE')
  return {
    one: <Row>(sql: string) => {
      const statement = db.prepare(sql)
      return (...values) => statement.get(...values) as Row | undefined
    },
    all: <Row>(sql: string) => {
      const statement = db.prepare(sql)
      return (...values) => statement.all(...values) as Row[]
    },
    each: <Row>(sql: string) => {
      const statement = db.prepare(sql)
      return (...values) => statement.iterate(...values) as Iterable<Row>
    },
    change: (sql) => {
      const statement = db.prepare(sql)
      return (...values) => {
        if (!db.isTransaction) begin.run()
        return Number(statement.run(...values).lastInsertRowid)
      }
    },
  }
}
