import base64
import hmac
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MAX_BYTES = 1_000_000
KEYS = [base64.b64decode(secret, validate=True) for secret in os.environ["TANGO_WEBHOOK_SECRET"].split(",")]
if not all(KEYS):
    raise SystemExit("TANGO_WEBHOOK_SECRET has an empty secret, with which anybody can sign. Remove it.")

lock = threading.Lock()
seen = set()
effects = 0


def is_signed(body, signatures):
    """Whether the one signature is that of the bytes, under one of the keys."""
    if len(signatures) != 1:
        return False
    given = signatures[0].encode("latin-1")
    expected = [base64.b64encode(hmac.digest(key, body, "sha256")) for key in KEYS]
    return any([hmac.compare_digest(given, one) for one in expected])


def event_in(body):
    """The event, or None when the body is none. Unknown fields, types and statuses pass."""
    try:
        event = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    is_event = isinstance(event, dict) and isinstance(event.get("eventId"), str) and event["eventId"] != ""
    return event if is_event else None


def act_once(event):
    """Keep the ids in your database, as a unique key: they have to outlive this process."""
    global effects
    with lock:
        if event["eventId"] in seen:
            return
        if event.get("eventType") == "OrderActionStatus":
            effects += 1  # Your work: event["eventData"] has the action and its status.
        seen.add(event["eventId"])


class Receiver(BaseHTTPRequestHandler):
    timeout = 30  # Seconds without a byte.

    def do_POST(self):
        self.respond(self.receive() if self.path == "/hooks" else 404)

    def receive(self):
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            return 411
        if int(length) > MAX_BYTES:
            return 413
        body = self.rfile.read(int(length))
        if len(body) != int(length):
            return 400  # The sender was cut off.
        if not is_signed(body, self.headers.get_all("X-Signed-Payload", [])):
            return 401
        event = event_in(body)
        if event is None:
            return 400
        act_once(event)
        return 200

    def do_GET(self):
        if self.path == "/effects":
            self.respond(200, json.dumps({"effects": effects}).encode())
        else:
            self.respond(404)

    def do_PUT(self):
        self.respond(405)

    do_PATCH = do_DELETE = do_PUT

    def respond(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer.request_queue_size = 128
server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "3000"))), Receiver)
print(f"listening on {server.server_port}", flush=True)
server.serve_forever()
