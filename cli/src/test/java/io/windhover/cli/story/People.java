package io.windhover.cli.story;

import static io.windhover.cli.story.Cast.SHOP;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Colleagues with consoles and command lines. */
final class People {
    /** A page of the console, and what it asks for when it is opened. */
    private record Page(String service, List<String> reads) {}

    private static final Page INSTANCES = new Page(
            "ec2",
            List.of(
                    "DescribeInstances",
                    "DescribeInstanceStatus",
                    "DescribeVolumes",
                    "DescribeTags",
                    "DescribeAddresses"));
    private static final Page DATABASES =
            new Page("rds", List.of("DescribeDBInstances", "DescribeDBClusters", "DescribeDBSnapshots"));
    private static final Page FUNCTIONS =
            new Page("lambda", List.of("ListFunctions20150331", "GetAccountSettings20160819", "ListLayers20181031"));
    private static final Page CONTAINERS =
            new Page("ecs", List.of("ListClusters", "DescribeClusters", "ListServices", "DescribeServices"));
    private static final Page ALARMS =
            new Page("monitoring", List.of("DescribeAlarms", "ListDashboards", "GetMetricData"));
    private static final Page LOGS =
            new Page("logs", List.of("DescribeLogGroups", "StartQuery", "GetQueryResults", "GetQueryResults"));
    private static final Page ACCESS = new Page("iam", List.of("GetAccountSummary", "ListRoles", "ListMFADevices"));

    private final Routine day;
    private final Chance chance;

    People(Routine day) {
        this.day = day;
        this.chance = day.chance();
    }

    void play() {
        signIn(Cast.JON, "06:04:31");
        signIn(Cast.LENA, "06:41:02");
        signIn(Cast.MIRA, "07:12:45");
        signIn(Cast.PAUL, "07:33:18");
        browse(Cast.JON, "06:05:00", Duration.ofMinutes(16), INSTANCES, ALARMS, LOGS);
        browse(Cast.LENA, "06:42:00", Duration.ofMinutes(9), FUNCTIONS, CONTAINERS, LOGS, ALARMS);
        browse(Cast.MIRA, "07:13:00", Duration.ofMinutes(13), INSTANCES, DATABASES, ACCESS, ALARMS);
        commandLine();
        queries();
        mistakes();
    }

    private void signIn(Caller person, String time) {
        day.once(
                DemoStory.at(time),
                List.of(Call.of(person, "signin", "ConsoleLogin")
                        .type("AwsConsoleSignIn")
                        .in("eu-central-1")
                        .answered("{'ConsoleLogin': 'Success'}")
                        .adding("{'MobileVersion': 'No', 'MFAUsed': 'No'}")));
    }

    private void browse(Caller person, String from, Duration mean, Page... pages) {
        Caller buckets = person.using(Cast.S3_CONSOLE);
        day.between(DemoStory.at(from), DemoStory.END, mean, () -> {
            Page page = chance.oneOf(List.of(pages));
            List<Call> calls = new ArrayList<>();
            page.reads()
                    .forEach(read ->
                            calls.add(Call.of(person, page.service(), read).inConsole()));
            calls.add(Call.of(buckets, "s3", "ListBuckets")
                    .asking("{'Host': 's3.amazonaws.com'}")
                    .inConsole());
            return calls;
        });
    }

    private void commandLine() {
        Caller lena = Cast.LENA.using(Cast.COMMAND_LINE);
        Instant morning = DemoStory.at("06:50:00");
        day.between(
                morning,
                DemoStory.END,
                Duration.ofMinutes(26),
                () -> List.of(
                        Call.of(lena, "sts", "GetCallerIdentity"),
                        Call.of(lena, "logs", "FilterLogEvents")
                                .asking("{'logGroupName': '/aws/lambda/resize-images'}"),
                        Call.of(lena, "lambda", "GetFunction20150331v2").asking("{'functionName': 'resize-images'}")));
        day.once(
                DemoStory.at("07:58:20"),
                List.of(Call.of(lena, "ec2-instance-connect", "SendSSHPublicKey")
                        .asking("""
                                {'instanceId': '%s', 'instanceOSUser': 'ec2-user', 'sSHPublicKey':
                                 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampl0'}""", Cast.API_INSTANCES.get(1))
                        .answered("{'success': true}")));
        day.once(
                DemoStory.at("11:06:41"),
                List.of(Call.of(lena, "lambda", "UpdateFunctionConfiguration20150331v2")
                        .asking("""
                        {'functionName': 'resize-images',
                         'layers': ['arn:aws:lambda:eu-central-1:%s:layer:image-tools:14']}""", SHOP)));
    }

    /** An analyst's queries read the objects in the analyst's name. */
    private void queries() {
        Caller paul = Cast.PAUL;
        Caller athena = paul.through("athena.amazonaws.com");
        day.between(DemoStory.at("07:40:00"), DemoStory.END, Duration.ofMinutes(11), () -> {
            String query = "{'queryExecutionId': '%s'}".formatted(chance.uuid());
            return List.of(
                    Call.of(paul, "athena", "StartQueryExecution")
                            .asking("{'queryString': '***OMITTED***', 'workGroup': 'analysts'}")
                            .answered(query)
                            .inConsole(),
                    Call.of(athena, "glue", "GetTable").asking("{'databaseName': 'shop', 'name': 'orders'}"),
                    Workloads.object(athena, "GetObject", "example-shop-lake", "orders/part-" + chance.below(400)),
                    Workloads.object(athena, "GetObject", "example-shop-lake", "orders/part-" + chance.below(400)),
                    Call.of(paul, "athena", "GetQueryExecution").asking(query).inConsole(),
                    Call.of(paul, "athena", "GetQueryResults").asking(query).inConsole());
        });
    }

    private void mistakes() {
        Caller lena = Cast.LENA.using(Cast.COMMAND_LINE);
        day.once(
                DemoStory.at("08:20:11"),
                List.of(
                        Call.of(Cast.PAUL, "kms", "DescribeKey")
                                .asking("{'keyId': 'alias/payments'}")
                                .denied()
                                .inConsole(),
                        Call.of(Cast.PAUL, "secretsmanager", "ListSecrets")
                                .denied()
                                .inConsole()));
        day.once(
                DemoStory.at("09:36:50"),
                List.of(
                        Call.of(lena, "iam", "ListUsers").denied(),
                        Call.of(lena, "ec2", "TerminateInstances")
                                .asking("{'instancesSet': {'items': [{'instanceId': 'i-0deadbeefdeadbeef'}]}}")
                                .failing(
                                        "Client.InvalidInstanceID.NotFound",
                                        "The instance ID 'i-0deadbeefdeadbeef' does not exist")));
    }
}
