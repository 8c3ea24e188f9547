package tangoasyncorderactionsunofficial;

import java.util.Map;

/** The four operations by the generated client. */
public final class Main {
    private static String env(String name) {
        return System.getenv(name);
    }

    public static void main(String[] args) {
        var auth = new Client.Auth().basic(env("TANGO_PLATFORM_NAME"), env("TANGO_PLATFORM_KEY"));
        var api = new Client(new Client.Config().serverUrl(env("TANGO_BASE_URL")).auth(auth));
        var order = env("TANGO_ORDER");
        api.freezeAsyncOrder(order, Map.of("reasonCode", "FRAUD"));
        api.unfreezeAsyncOrder(order, Map.of("reasonCode", "VERIFIED_ORDER"));
        api.cancelAsyncOrder(order, Map.of("reasonCode", "OTHER", "otherReason", "Sent twice."));
        api.updateAsyncOrder("acme-health", "acme-wellness", "demo-order", new Client.UpdateAsyncOrderRequest(null, null, "Checked."));
    }
}
