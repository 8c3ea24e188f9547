import { listen } from '../../sandbox/src/node/index.ts'

/** A module with route handlers of Next.js, as its file exports them. */
type Route = Record<string, (request: Request) => Promise<Response>>

const [, , file = ''] = process.argv
const route: Route = await import(file)
const handle = async (request: Request): Promise<Response> => route[request.method]?.(request) ?? new Response(null, { status: 405 })
const { origin } = await listen(handle, { host: '127.0.0.1', port: Number(process.env.PORT) })
console.log(`listening on ${new URL(origin).port}`)
