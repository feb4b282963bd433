package io.windhover.simulator.company;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.log.AwsSite;
import java.util.List;
import java.util.stream.IntStream;

/** What the company has in its clouds, by name. Account numbers and domains are reserved for documentation. */
public final class Estate {
    public static final String DOMAIN = "merlin.example";

    public static final String PRODUCTION = "111122223333";
    public static final String DATA = "222233334444";
    public static final String STAGING = "333344445555";
    public static final String DEVELOPMENT = "444455556666";
    public static final String TOOLING = "123456789012";
    public static final String ARCHIVE = "555566667777";

    public static final String HOME_REGION = "eu-central-1";
    public static final List<String> REGIONS = List.of(HOME_REGION, "us-east-1", "ap-south-1");

    public static final AwsSite PRODUCTION_SITE = new AwsSite(PRODUCTION, HOME_REGION);
    public static final AwsSite DATA_SITE = new AwsSite(DATA, HOME_REGION);
    public static final AwsSite TOOLING_SITE = new AwsSite(TOOLING, HOME_REGION);
    public static final AwsSite DEVELOPMENT_SITE = new AwsSite(DEVELOPMENT, HOME_REGION);
    public static final AwsSite STAGING_SITE = new AwsSite(STAGING, HOME_REGION);
    public static final AwsSite ARCHIVE_SITE = new AwsSite(ARCHIVE, HOME_REGION);

    public static final String CLUSTER_ISSUER =
            "oidc.eks.eu-central-1.amazonaws.com/id/4C1D7E5A9B3F20868D1C5E7A9B3F2086";
    public static final String CLUSTER_PROVIDER = "arn:aws:iam::" + PRODUCTION + ":oidc-provider/" + CLUSTER_ISSUER;
    public static final String RUNNER_PROVIDER =
            "arn:aws:iam::" + TOOLING + ":oidc-provider/token.actions.githubusercontent.com";

    public static final String SUBSCRIPTION = "/subscriptions/0d9f1a52-6c1b-4c6e-9a57-3f2b8e1d4c60";
    public static final List<String> PROJECTS = List.of("merlin-analytics", "merlin-ml", "merlin-web");

    public static final List<String> BUCKETS = List.of(
            "merlin-orders",
            "merlin-invoices",
            "merlin-web-assets",
            "merlin-exports",
            "merlin-reports",
            "merlin-uploads",
            "merlin-models",
            "merlin-terraform-state");
    public static final List<String> FUNCTIONS = List.of(
            "order-intake",
            "price-update",
            "image-resize",
            "mail-dispatch",
            "stock-sync",
            "refund-check",
            "report-builder",
            "webhook-relay");
    public static final List<String> SECRETS = numbered(
            List.of("orders/db", "payments/provider", "mail/smtp", "search/admin", "warehouse/api", "crm/token"), 8);
    public static final List<String> INSTANCES = IntStream.range(0, 24)
            .mapToObj(i -> "i-0" + Chance.of(3, "instance" + i).hex(16))
            .toList();
    public static final List<String> LOG_GROUPS =
            FUNCTIONS.stream().map(name -> "/aws/lambda/" + name).toList();
    public static final List<String> TABLES = List.of("orders", "carts", "sessions", "stock", "prices", "audit-trail");
    public static final List<String> SERVICES =
            List.of("shop", "checkout", "search", "catalogue", "warehouse", "notifications", "identity", "reviews");
    public static final List<String> ROLES = List.of(
            "orders-api",
            "shop-task",
            "image-resize-role",
            "report-builder-role",
            "firehose-delivery",
            "backup-service",
            "terraform-deployer",
            "flow-log-writer");
    public static final List<String> REPOSITORIES = numbered(
            List.of(
                    "shop",
                    "checkout",
                    "infrastructure",
                    "catalogue",
                    "search",
                    "mobile-app",
                    "data-pipelines",
                    "design"),
            6);
    public static final List<String> STORAGE_ACCOUNTS = IntStream.range(0, 14)
            .mapToObj(i -> "merlinstore" + (char) ('a' + i))
            .toList();

    private static final List<String> FOLDERS = List.of("2026/10", "2026/11", "daily", "incoming", "archive", "tmp");

    private Estate() {}

    private static List<String> numbered(List<String> names, int each) {
        return names.stream()
                .flatMap(name -> IntStream.range(0, each).mapToObj(i -> i == 0 ? name : name + "-" + i))
                .toList();
    }

    /**
     * Values for the calls of {@link Calls}, one of each kind: bucket, object, function, secret, instance, log group, table,
     * service, role, and a number.
     */
    public static String[] values(Chance chance) {
        return new String[] {
            chance.pick(BUCKETS),
            chance.pick(FOLDERS) + "/" + chance.hex(8) + ".json",
            chance.pick(FUNCTIONS),
            chance.pick(SECRETS),
            chance.pick(INSTANCES),
            chance.pick(LOG_GROUPS),
            chance.pick(TABLES),
            chance.pick(SERVICES),
            chance.pick(ROLES),
            Integer.toString(chance.below(900_000) + 100_000)
        };
    }
}
