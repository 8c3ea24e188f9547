import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root folder of the project. */
export const root: string = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** A description that generated/ is built from, and the names of what is built. */
export interface ApiDocument {
  /** Where it stands, from the root; redocly.yaml finds its rules by this path. */
  source: string
  /** Whether it may be missing, and is left out then. */
  optional?: boolean
  json: string
  yaml?: string
  types: string
  /** Base name of the validators: `<validators>.js` and `<validators>.d.ts`. */
  validators: string
  /** The schemas that get a validator, with the choices in its errors. Default: all, without. */
  checked?: RegExp
}

/** Every description there is. All go through the same steps. */
export const documents: readonly ApiDocument[] = [
  {
    source: 'openapi/openapi.yaml',
    json: 'openapi.json',
    yaml: 'openapi.yaml',
    types: 'types.ts',
    validators: 'validators',
  },
  {
    source: 'openapi/control.yaml',
    optional: true,
    json: 'control.json',
    types: 'control-types.ts',
    validators: 'control-validators',
    checked: /Request$|^(Interpretations|Revision)$/,
  },
]
