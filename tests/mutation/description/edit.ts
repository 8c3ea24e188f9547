/** A node of the description, as loose as an edit needs it. */
// biome-ignore lint/suspicious/noExplicitAny: an edit reaches anywhere into a document
export type Node = any

/** What an edit is about: it picks the clause where several stand at the same place. */
export type About =
  | 'place'
  | 'required'
  | 'optional'
  | 'type'
  | 'null'
  | 'accepted'
  | 'refused'
  | 'characters'
  | 'blank'
  | 'field'
  | 'empty'
  | 'credentials'
  | 'body'

/** One edit of the description. */
export interface Edit {
  /** In kebab case, unique. */
  id: string
  /** JSON Pointer of the part that it changes: a component, or a place outside of them. */
  part: string
  /** JSON Pointer of the place whose marks, or those around it, tell the clause. */
  marked: string
  about: About
  /** A code of a list that it is about. */
  code?: string
  /** The operation that it is about, where it is about one. */
  operation?: string
  /** Changes the part in place. */
  apply: (part: Node) => void
}

/** `externalRefID` as `external-ref-id`. */
export const kebab = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()

/** An edit of one schema: what the id says, what it is about, the change, where the marks are below it, and the code in a list. */
export type SchemaEdit = [id: string, about: About, apply: (schema: Node) => void, marked?: string, code?: string | undefined]

/** Gives a schema other words. */
export const set = (words: object) => (schema: Node) => Object.assign(schema, words)
