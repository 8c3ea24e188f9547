import type { ErrorInfo, NamedError } from './description.ts'

/** A rule of the description that a request breaks, as Prism tells it. */
export interface Violation {
  path?: readonly (string | number)[]
  code?: string | number
  message: string
}

/** The one violation that an answer speaks of. */
export interface Cause {
  /** The field or the path parameter; empty for the body as a whole. */
  field: string
  /** The keyword of the schema, such as `required`. */
  rule: string
  message: string
}

/** How the key of an example, and its i18nKey, tell that it is about a rule. */
const RULES: Record<string, { key: RegExp; i18nKey: string }> = {
  required: { key: /^missing/, i18nKey: '422.007' },
  pattern: { key: /^missing/, i18nKey: '422.007' },
  enum: { key: /^unknown.*Code/, i18nKey: '400.001' },
  const: { key: /^unknown.*Code/, i18nKey: '400.001' },
  type: { key: /FieldType$/, i18nKey: '400.001' },
  maxLength: { key: /(TooLong$|^invalid)/, i18nKey: '422.006' },
  minProperties: { key: /^empty/, i18nKey: '422.135' },
  additionalProperties: { key: /^unknown.*Field/, i18nKey: '400.001' },
}

/**
 * Finds what a request is really about to be refused for among what Prism lists, which for a `oneOf` is the noise of every branch.
 *
 * @example causeOf([{ path: ['body', 'notes'], code: 'maxLength', message: 'Request body property notes must NOT …' }], []).field // 'notes'
 */
export function causeOf(violations: readonly Violation[], parameters: readonly string[]): Cause {
  const all = violations.filter(({ code }) => code !== 'oneOf').map((violation) => readViolation(violation, parameters))
  const branched = all.length < violations.length
  // What is wrong in every branch is wrong; what is wrong in one only may be right in the other, as a listed code or OTHER is.
  const everywhere = all.find(({ field }, at) => all.some((other, i) => i !== at && other.field === field))
  const alone = branched ? all.find(({ rule }) => rule !== 'enum' && rule !== 'const') : undefined
  return (branched ? everywhere : undefined) ?? alone ?? all[0] ?? { field: '', rule: '', message: 'The request is not valid.' }
}

function readViolation({ path = [], code, message }: Violation, parameters: readonly string[]): Cause {
  const [place, ...steps] = path
  // To the last quote: the name of a field may hold quotes too.
  const named = /(?:property|found) '(.*)'$/s.exec(message)?.[1]
  const inPlace = [...steps, ...(named === undefined ? [] : [named])].join('.')
  // Prism writes the names of path parameters in lower case.
  const field = place === 'path' ? (parameters.find((name) => name.toLowerCase() === inPlace.toLowerCase()) ?? inPlace) : inPlace
  const rest = message.replace(/^Request (body|path)( (property|parameter) \S+)? /, '').replace(/;.*$/, '')
  const grammatical = rest
    .replace(/must be (?=string|number|boolean|null)/, 'must be a ')
    .replace(/must be (?=object|array|integer)/, 'must be an ')
  const told = code === 'required' ? 'is required' : code === 'additionalProperties' ? 'is not a field of this request' : grammatical
  return { field, rule: String(code ?? ''), message: `${field || 'The body'} ${told}.` }
}

/**
 * The example that fits a cause, word for word where there is one; else the nearest, with the cause put in.
 *
 * @example errorFor({ field: 'otherReason', rule: 'required', message: '…' }, examples)?.errors[0]?.path // 'otherReason'
 */
export function errorFor(cause: Cause, examples: readonly NamedError[]): ErrorInfo | undefined {
  const about = RULES[cause.rule]
  const isAbout = ({ key }: NamedError): boolean => about?.key.test(key) ?? false
  const isHere = ({ value }: NamedError): boolean => (value.errors?.[0]?.path ?? '') === cause.field
  const exact = examples.find((example) => isAbout(example) && isHere(example))
  if (exact !== undefined) return exact.value
  const { value } = examples.find(isAbout) ?? examples.find(isHere) ?? examples[0] ?? {}
  if (value === undefined) return undefined
  const i18nKey = about?.i18nKey ?? '400.001'
  const code = value.errors?.[0]?.code ?? Number(i18nKey.replace('.', ''))
  const { field: path, message } = cause
  return { ...value, i18nKey, message, errors: [{ path, code, i18nKey, message }] }
}
