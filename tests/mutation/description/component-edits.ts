import { refOf } from '../../../contract/src/checks/pointers.ts'
import { type About, type Edit, kebab, type Node } from './edit.ts'

/** Edits of what stands outside of schemas and operations: responses, headers, credentials and the event. */
export const componentEdits = (description: Node): Edit[] => [
  ...responseEdits(description),
  ...headerEdits(description),
  ...securityEdits(description),
  ...eventEdits(description),
]

function responseEdits(description: Node): Edit[] {
  const responses = Object.entries(description.components.responses as Record<string, Node>).filter(
    ([, { content }]) => content !== undefined,
  )
  return responses.flatMap(([name, { headers = {}, content }], index) => {
    const part = `/components/responses/${name}`
    const edit = (id: string, marked: string, apply: Edit['apply']): Edit => ({
      id: `response-${kebab(name)}-${id}`,
      part,
      marked,
      about: 'place',
      apply,
    })
    const { schema } = content['application/json']
    const [, other] = responses.find(([, { content: candidate }], at) => at > index && sameSchema(candidate, schema)) ?? []
    return [
      ...Object.entries(headers as Record<string, Node>).map(([header, { $ref }]) =>
        edit(`${kebab(header)}-dropped`, $ref.slice(1), (response) => delete response.headers[header]),
      ),
      edit('body-dropped', part, (response) => delete response.content),
      edit('media-type', '/components/schemas/ErrorInfo', (response) => {
        response.content = { 'text/plain': response.content['application/json'] }
      }),
      ...(other === undefined || /Accepted$/.test(name)
        ? []
        : [
            edit('examples-of-another', '/components/schemas/ErrorInfo/properties/httpCode', (response) => {
              response.content['application/json'].examples = other.content['application/json'].examples
            }),
          ]),
    ]
  })
}

const sameSchema = (content: Node, schema: Node): boolean => refOf(content['application/json'].schema) === refOf(schema)

function headerEdits(description: Node): Edit[] {
  return Object.entries(description.components.headers as Record<string, Node>)
    .filter(([, { required }]) => required === true)
    .map(([name]) => ({
      id: `header-${kebab(name)}-optional`,
      part: `/components/headers/${name}`,
      marked: `/components/headers/${name}`,
      about: 'place' as const,
      apply: (header: Node) => delete header.required,
    }))
}

function securityEdits({ security, components }: Node): Edit[] {
  const edit = (id: string, marked: string, about: About, apply: Edit['apply']): Edit => ({ id, part: '', marked, about, apply })
  return [
    edit('security-dropped', '/components/responses/Unauthorized', 'credentials', (description) => delete description.security),
    edit('security-optional', '/components/responses/Unauthorized', 'credentials', (description) => description.security.push({})),
    edit('security-both', '/components/securitySchemes/basicAuth', 'place', (description) => {
      description.security = [Object.assign({}, ...security)]
    }),
    ...Object.keys(components.securitySchemes).flatMap((name) => {
      const marked = `/components/securitySchemes/${name}`
      return [
        edit(`security-without-${kebab(name)}`, marked, 'place', (description) => {
          description.security = security.filter((one: Node) => one[name] === undefined)
        }),
        edit(`security-scheme-${kebab(name)}-changed`, marked, 'place', (description) => {
          description.components.securitySchemes[name] = { type: 'apiKey', in: 'header', name: 'X-Api-Key' }
        }),
      ]
    }),
  ]
}

function eventEdits(description: Node): Edit[] {
  const [[name = '', item] = []] = Object.entries(description.webhooks as Record<string, Node>)
  const place = `/webhooks/${name}/post`
  const edit = (id: string, marked: string, about: About, apply: (operation: Node, webhooks: Node) => void): Edit => ({
    id: `event-${id}`,
    part: '/webhooks',
    marked,
    about,
    apply: (webhooks) => apply(webhooks[name].post, webhooks),
  })
  const signature = '/components/parameters/SignedPayload'
  return [
    edit('renamed', '/components/schemas/OrderActionStatusEvent/properties/eventType', 'place', (_, webhooks) => {
      webhooks[`${name}Changed`] = item
      delete webhooks[name]
    }),
    edit('is-a-put', place, 'place', (post, webhooks) => {
      webhooks[name] = { put: post }
    }),
    edit('signature-dropped', signature, 'place', (post) => delete post.parameters),
    edit('body-optional', place, 'body', (post) => delete post.requestBody.required),
    edit('body-dropped', place, 'body', (post) => delete post.requestBody),
    edit('body-media-type', place, 'body', (post) => {
      post.requestBody.content = { 'text/plain': post.requestBody.content['application/json'] }
    }),
    edit('receipt-dropped', '/components/responses/EventReceived', 'place', (post) => delete post.responses['200']),
    edit('receipt-now-204', '/components/responses/EventReceived', 'place', (post) => {
      post.responses = { 204: post.responses['200'] }
    }),
    edit('receipt-202-too', '/components/responses/EventReceived', 'place', (post) => {
      post.responses = { ...post.responses, 202: post.responses['200'] }
    }),
    {
      id: 'event-signature-required',
      part: signature,
      marked: signature,
      about: 'optional',
      apply: (parameter) => Object.assign(parameter, { required: true }),
    },
    {
      id: 'event-signature-renamed',
      part: signature,
      marked: signature,
      about: 'place',
      apply: (parameter) => Object.assign(parameter, { name: 'X-Signature' }),
    },
  ]
}
