/**
 * The help text of the command.
 *
 * @example helpFor('npx async-orders-sandbox')
 */
export const helpFor = (program: string): string => `Usage: ${program} [options]

Starts the sandbox, which keeps state: the four operations under /raas/v2, a control plane under /_sandbox, and a console for browsers
at /_sandbox/. GET /_sandbox/health needs no credentials.

  --port N              Port (default: a free one)
  --host H              Address to listen on (default: 127.0.0.1). An address that other machines reach needs --credentials, and
                        --control-token or --no-control. Events then go only to hosts named with --allow-host, even on this machine
  --allow-origin-host NAME
                        Another name under which browsers and programs reach the sandbox, such as that of a reverse proxy; repeatable
                        (default: only --host and localhost, and any IP address with --host 0.0.0.0). Other names, and web pages
                        of another origin, get 403
  --data FILE           Keep the state in this file, and continue with the state in it (default: in memory). After a crash, accepted
                        actions finish and interrupted deliveries are retried. One sandbox per file; needs Node 22.16 or later
  --sync normal|full    With --data: survive a kill of the process (normal, the default), or a power cut too (full, slower)
  --clock real|manual   Clock of the platforms (default: real). POST /_sandbox/clock/advance moves a manual clock
  --orders FILE         JSON list of orders to create at the start, each as for POST /_sandbox/orders (default: one demo order).
                        With --data, only if the platform has no order yet
  --interpretation ID=OPTION   Follow another option of an interpretation, or ID.ACTION=OPTION for one action; repeatable
  --credentials FILE    JSON list of platforms [{ "name", "key", "token" }] (default: the demo platform). Others can be
                        created only with --control-token
  --control-token T     X-Control-Token that creating a platform needs (default: none needed, except with --credentials)
  --allow-host NAME     Deliver events to this host too, whatever it resolves to; repeatable (default: only this machine)
  --log                 Write a line of JSON to stderr for each request and each delivery
  --judge               Keep the latest 100,000 requests of each platform for a verdict on your client (default: 1,000), and print
                        the command for the verdict
  --no-control          Leave out the control plane, the console and the health check
  --version             Show the version
  --help                Show this text

Prints "sandbox listening on http://HOST:PORT/raas/v2" when ready. Ctrl-C stops it. Without --data, the state ends with the process.
Exit codes: 0 stopped; 2 bad option, unreadable file, a data file that is damaged, in use or removed while in use, or the port is in use.
`
