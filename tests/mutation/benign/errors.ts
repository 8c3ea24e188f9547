import type { Json } from '../wire.ts'
import { type Benign, benign, onErrors } from './benign.ts'

const row = (id: string, differs: string, allows: string, how: Parameters<typeof benign>[3]): Benign =>
  benign(`error-${id}`, differs, allows, how)

/** Varies each entry of `errors`. */
const details = (change: (error: Json, index: number) => Json) => (body: Json) => ({ ...body, errors: body.errors.map(change) })
/** Reports some of several mistakes, or in another order: the first of them heads the error. */
const headedBy = (pick: (errors: Json[]) => Json[]) => (body: Json) => {
  const errors = pick(body.errors)
  return errors.length === 0 ? body : { ...body, message: errors[0].message, errors }
}
const worded = (write: (message: string) => string) => (body: Json) =>
  details((error) => ({ ...error, message: write(error.message) }))({ ...body, message: write(body.message) })

const OLDER_PHRASES: Record<number, string> = { 413: 'Payload Too Large', 422: 'Unprocessable Entity' }
const KEYED = 'docs/response-classes shows a 400 with a 422 key; no page lists the keys of these operations'
const WORDS = 'no page gives messages'
export const SEVERAL = 'no page says which of several mistakes are reported, or in which order'

/** Errors with other messages, phrases, keys and codes, and other choices of what to list. */
export const errorVariants: Benign[] = [
  row('message-other', 'says less in messages', WORDS, onErrors(worded(() => 'Invalid request.'))),
  row(
    'message-in-german',
    'writes messages in German',
    WORDS,
    onErrors(worded(() => 'Die Anfrage lässt sich nicht ausführen – bitte prüfen.')),
  ),
  row(
    'message-long',
    'writes messages of two thousand characters',
    WORDS,
    onErrors(worded((message) => message.padEnd(2_000, ' More of it.'))),
  ),
  row(
    'message-with-markup',
    'writes markup, quotes and line ends in messages',
    WORDS,
    onErrors(worded((message) => `<b>"${message}"</b>\r\n\t& 'more' \\ 😀`)),
  ),
  row(
    'phrase-older',
    'names statuses as older standards do',
    'RFC 4918 11.2; RFC 7231 6.5.11',
    onErrors((body) => ({ ...body, httpPhrase: OLDER_PHRASES[body.httpCode] ?? body.httpPhrase })),
  ),
  row(
    'phrase-constant',
    'writes phrases as constants',
    'RFC 9110 15.1: phrases are recommendations',
    onErrors((body) => ({ ...body, httpPhrase: body.httpPhrase.toUpperCase().replaceAll(' ', '_') })),
  ),
  row(
    'key-generic',
    'has one i18nKey for each status',
    KEYED,
    onErrors((body) => details((error) => ({ ...error, i18nKey: `${body.httpCode}.001` }))({ ...body, i18nKey: `${body.httpCode}.001` })),
  ),
  row(
    'key-of-another-status',
    'has keys that begin with another status',
    KEYED,
    onErrors((body) => details((error) => ({ ...error, i18nKey: '400.501' }))({ ...body, i18nKey: '422.024' })),
  ),
  row(
    'key-of-detail',
    'has the key of the first entry as its own',
    KEYED,
    onErrors((body) => ({ ...body, i18nKey: body.errors[0]?.i18nKey ?? body.i18nKey })),
  ),
  row(
    'code-of-one-digit',
    'has small numbers as codes',
    'docs/response-classes shows one code alone',
    onErrors(details((error, index) => ({ ...error, code: index }))),
  ),
  row(
    'code-large',
    'has large numbers as codes',
    'docs/response-classes shows one code alone',
    onErrors(details((error, index) => ({ ...error, code: 42_200_007_000 + index }))),
  ),
  row('details-reversed', 'lists several mistakes in reverse order', SEVERAL, onErrors(headedBy((errors) => errors.toReversed()))),
  row('details-first-alone', 'reports the first of several mistakes alone', SEVERAL, onErrors(headedBy((errors) => errors.slice(0, 1)))),
  row('details-last-alone', 'reports the last of several mistakes alone', SEVERAL, onErrors(headedBy((errors) => errors.slice(-1)))),
  row(
    'details-doubled',
    'lists each mistake twice, under two keys',
    'no page says how many entries a mistake has',
    onErrors((body) => ({ ...body, errors: body.errors.flatMap((error: Json) => [error, { ...error, i18nKey: '400.001' }]) })),
  ),
  row(
    'details-for-order',
    'names the path parameter in the errors of a 404',
    'no page says which errors have entries',
    onErrors((body) =>
      body.httpCode === 404
        ? { ...body, errors: [{ path: 'referenceOrderID', code: 404_005, i18nKey: '404.005', message: body.message }] }
        : body,
    ),
  ),
  row(
    'path-with-query',
    'reports the path with its query',
    'no page says whether path has the query',
    onErrors((body, { url }) => ({ ...body, path: body.path + new URL(url).search })),
  ),
  row(
    'path-escapes-in-lower-case',
    'writes percent-escapes of the path in lower case',
    'RFC 3986 6.2.2.1',
    onErrors((body) => ({ ...body, path: body.path.replace(/%../g, (escaped: string) => escaped.toLowerCase()) })),
  ),
]
