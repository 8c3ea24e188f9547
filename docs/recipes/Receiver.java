import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public final class Receiver {
    private static final int MAX_BYTES = 1_000_000;
    private static final List<SecretKeySpec> KEYS = new ArrayList<>();
    private static final Set<String> SEEN = new HashSet<>();
    private static int effects = 0;

    public static void main(String[] args) throws IOException {
        String secrets = System.getenv().getOrDefault("TANGO_WEBHOOK_SECRET", "");
        // An empty key, with which anybody can sign, throws.
        for (String secret : secrets.split(",", -1)) KEYS.add(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
        System.setProperty("sun.net.httpserver.maxReqTime", "30"); // Seconds for a whole request.
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "3000"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 128);
        server.setExecutor(Executors.newFixedThreadPool(16));
        server.createContext("/hooks", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(receive(exchange), -1);
            }
        });
        server.createContext("/effects", exchange -> {
            try (exchange) {
                byte[] body = ("{\"effects\":" + effects() + "}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        System.out.println("listening on " + server.getAddress().getPort());
    }

    private static int receive(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) return 405;
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1); // Throws when the sender is cut off.
        if (body.length > MAX_BYTES) return 413;
        if (!isSigned(body, exchange.getRequestHeaders().get("X-Signed-Payload"))) return 401;
        try {
            // Unknown fields, types and statuses pass.
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            if (!(new Json(text).whole() instanceof Map<?, ?> event)) return 400;
            if (!(event.get("eventId") instanceof String id) || id.isEmpty()) return 400;
            actOnce(id, event);
            return 200;
        } catch (CharacterCodingException | IllegalArgumentException error) {
            return 400;
        }
    }

    /** Whether the one signature is that of the bytes, under one of the keys. */
    private static boolean isSigned(byte[] body, List<String> signatures) {
        if (signatures == null || signatures.size() != 1) return false;
        byte[] given = signatures.get(0).getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        try {
            for (SecretKeySpec key : KEYS) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                found |= MessageDigest.isEqual(given, Base64.getEncoder().encode(mac.doFinal(body)));
            }
        } catch (GeneralSecurityException error) {
            throw new IllegalStateException(error);
        }
        return found;
    }

    /** Keep the ids in your database, as a unique key: they have to outlive this process. */
    private static synchronized void actOnce(String id, Map<?, ?> event) {
        if (SEEN.contains(id)) return;
        if ("OrderActionStatus".equals(event.get("eventType"))) effects++; // Your work: eventData has the action and its status.
        SEEN.add(id);
    }

    private static synchronized int effects() {
        return effects;
    }

    /** JSON as far as a receiver needs it, since Java brings none; use the library that you have. Throws IllegalArgumentException. */
    private static final class Json {
        private static final int MAX_DEPTH = 100;
        private final String text;
        private int at = 0;
        private int depth = 0;

        Json(String text) {
            this.text = text;
        }

        Object whole() {
            Object value = value();
            if (next() != '\0' || at < text.length()) throw new IllegalArgumentException("more than one value");
            return value;
        }

        private Object value() {
            if (++depth > MAX_DEPTH) throw new IllegalArgumentException("too deep");
            Object value = switch (next()) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                default -> literal();
            };
            depth--;
            return value;
        }

        private Map<String, Object> object() {
            Map<String, Object> fields = new HashMap<>();
            take('{');
            if (next() != '}') {
                do {
                    if (next() != '"') throw new IllegalArgumentException("no name at " + at);
                    String name = string();
                    take(':');
                    fields.put(name, value());
                } while (taken(','));
            }
            take('}');
            return fields;
        }

        private List<Object> array() {
            List<Object> items = new ArrayList<>();
            take('[');
            if (next() != ']') {
                do items.add(value()); while (taken(','));
            }
            take(']');
            return items;
        }

        private String string() {
            StringBuilder found = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                char letter = text.charAt(at);
                if (letter < ' ') throw new IllegalArgumentException("control character at " + at);
                found.append(letter == '\\' ? escape() : letter);
            }
            take('"');
            return found.toString();
        }

        private char escape() {
            if (text.startsWith("u", ++at)) {
                String digits = text.substring(at + 1, Math.min(at + 5, text.length()));
                if (!digits.matches("[0-9a-fA-F]{4}")) throw new IllegalArgumentException("no escape at " + at);
                at += 4;
                return (char) Integer.parseInt(digits, 16);
            }
            int which = at < text.length() ? "\"\\/bfnrt".indexOf(text.charAt(at)) : -1;
            if (which < 0) throw new IllegalArgumentException("no escape at " + at);
            return "\"\\/\b\f\n\r\t".charAt(which);
        }

        /** A number, true, false or null, as it is written. */
        private String literal() {
            int start = at;
            while (at < text.length() && ("+-.".indexOf(text.charAt(at)) >= 0 || Character.isLetterOrDigit(text.charAt(at)))) at++;
            String word = text.substring(start, at);
            if (word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?|true|false|null")) return word;
            throw new IllegalArgumentException("no value at " + start);
        }

        /** The next character that is no white space; '\0' at the end. */
        private char next() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private boolean taken(char wanted) {
            if (next() != wanted || at == text.length()) return false;
            at++;
            return true;
        }

        private void take(char wanted) {
            if (!taken(wanted)) throw new IllegalArgumentException("no " + wanted + " at " + at);
        }
    }
}
