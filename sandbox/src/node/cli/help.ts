/**
 * The help text of the command.
 *
 * @example helpFor('npx async-orders-sandbox')
 */
export const helpFor = (program: string): string => `Usage: ${program} [options]

Starts the stateful sandbox: the four operations under /raas/v2, its control plane under /_sandbox, and a console
for browsers at /_sandbox/. GET /_sandbox/health needs no credentials.

  --port N              Port (default: a free one)
  --host H              Address to listen on (default: 127.0.0.1). One that others reach needs --credentials, and --control-token or
                        --no-control; events then go only to hosts named with --allow-host, this machine included
  --allow-origin-host NAME
                        Another name by which browsers and programs reach the sandbox, such as that of a reverse proxy; may be
                        repeated (default: only --host and localhost, and any IP address with --host 0.0.0.0). Other names, and
                        web pages of another origin, get 403
  --data FILE           Keep the state in this file and go on with what is in it: accepted actions are finished after a crash, and
                        interrupted deliveries are retried. One sandbox at a time; needs Node 22.16 or later
  --sync normal|full    With --data: survive a kill of the process (normal, the default), or a power cut too (full, slower)
  --clock real|manual   Clock of the platforms (default: real). A manual one moves by POST /_sandbox/clock/advance
  --orders FILE         JSON list of orders to begin with, each as for POST /_sandbox/orders (default: one demo order).
                        With --data, only where the platform has no order yet
  --interpretation ID=OPTION   Follow another option of an interpretation, or ID.ACTION=OPTION in one action alone; may be repeated
  --credentials FILE    JSON list of platforms [{ "name", "key", "token" }] instead of the demo platform. Others can be made only with
                        --control-token
  --control-token T     Making platforms then needs this X-Control-Token
  --allow-host NAME     Deliver events to this host too, whatever it resolves to; may be repeated (default: only this machine)
  --log                 Write a line of JSON to stderr for each request and each delivery
  --judge               Keep the latest 100,000 requests of each platform for a verdict on your client (default: 1,000), and print the
                        command that gives it
  --no-control          Leave out the control plane, the console and the health check
  --version             Show the version
  --help                Show this text

Prints "sandbox listening on http://HOST:PORT/raas/v2" when ready. Ctrl-C stops it. Without --data, nothing outlives the process.
Exit codes: 0 stopped; 2 bad option, unreadable file, a data file that is damaged, in use, or gone while it was used, or the port is taken.
`
