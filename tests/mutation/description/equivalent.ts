/** Why some edits leave a description that nobody could tell from the original, by id. */
const REASONS: [id: RegExp, reason: string][] = [[/^external-ref-id-min-length-dropped$/, 'The pattern asks for a character already.']]

/** @example equivalent('external-ref-id-min-length-dropped') */
export const equivalent = (id: string): string | undefined => REASONS.find(([pattern]) => pattern.test(id))?.[1]
