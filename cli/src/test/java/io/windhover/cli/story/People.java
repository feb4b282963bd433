package io.windhover.cli.story;

import static io.windhover.cli.story.Cast.SHOP;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Colleagues with consoles and command lines. */
final class People {
    /** What a page of the console asks for when it is opened. */
    private static final Map<String, List<String>> PAGES = Map.of(
            "ec2",
                    List.of(
                            "DescribeInstances",
                            "DescribeInstanceStatus",
                            "DescribeVolumes",
                            "DescribeTags",
                            "DescribeAddresses"),
            "rds", List.of("DescribeDBInstances", "DescribeDBClusters", "DescribeDBSnapshots"),
            "lambda", List.of("ListFunctions20150331", "GetAccountSettings20160819", "ListLayers20181031"),
            "ecs", List.of("ListClusters", "DescribeClusters", "ListServices", "DescribeServices"),
            "monitoring", List.of("DescribeAlarms", "ListDashboards", "GetMetricData"),
            "logs", List.of("DescribeLogGroups", "StartQuery", "GetQueryResults", "GetQueryResults"),
            "iam", List.of("GetAccountSummary", "ListRoles", "ListMFADevices"));

    private final Routine day;
    private final Chance chance;

    People(Routine day) {
        this.day = day;
        this.chance = day.chance();
    }

    void play() {
        signIn(Cast.JON, "2026-10-13T06:04:31Z");
        signIn(Cast.LENA, "2026-10-13T06:41:02Z");
        signIn(Cast.MIRA, "2026-10-13T07:12:45Z");
        signIn(Cast.PAUL, "2026-10-13T07:33:18Z");
        browse(Cast.JON, "2026-10-13T06:05:00Z", Duration.ofMinutes(16), "ec2", "monitoring", "logs");
        browse(Cast.LENA, "2026-10-13T06:42:00Z", Duration.ofMinutes(9), "lambda", "ecs", "logs", "monitoring");
        browse(Cast.MIRA, "2026-10-13T07:13:00Z", Duration.ofMinutes(13), "ec2", "rds", "iam", "monitoring");
        commandLine();
        queries();
        mistakes();
    }

    private void signIn(Caller person, String time) {
        day.once(
                Instant.parse(time),
                List.of(Call.of(person, "signin", "ConsoleLogin")
                        .type("AwsConsoleSignIn")
                        .in("eu-central-1")
                        .answered("ConsoleLogin", "Success")
                        .adding("MobileVersion", "No", "MFAUsed", "No")));
    }

    private void browse(Caller person, String from, Duration mean, String... services) {
        day.between(Instant.parse(from), DemoStory.END, mean, () -> {
            String service = chance.oneOf(List.of(services));
            List<Call> calls = new ArrayList<>();
            for (String read : PAGES.getOrDefault(service, List.of())) {
                calls.add(Call.of(person, service, read).inConsole());
            }
            calls.add(Call.of(person.using(Cast.S3_CONSOLE), "s3", "ListBuckets")
                    .asking("Host", "s3.amazonaws.com")
                    .inConsole());
            return calls;
        });
    }

    private void commandLine() {
        Caller lena = Cast.LENA.using(Cast.COMMAND_LINE);
        day.between(
                Instant.parse("2026-10-13T06:50:00Z"),
                DemoStory.END,
                Duration.ofMinutes(26),
                () -> List.of(
                        Call.of(lena, "sts", "GetCallerIdentity"),
                        Call.of(lena, "logs", "FilterLogEvents").asking("logGroupName", "/aws/lambda/resize-images"),
                        Call.of(lena, "lambda", "GetFunction20150331v2").asking("functionName", "resize-images")));
        day.once(
                Instant.parse("2026-10-13T07:58:20Z"),
                List.of(Call.of(lena, "ec2-instance-connect", "SendSSHPublicKey")
                        .asking(
                                "instanceId", Cast.API_INSTANCES.get(1),
                                "instanceOSUser", "ec2-user",
                                "sSHPublicKey",
                                        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampl0")
                        .answered("success", true)));
        day.once(
                Instant.parse("2026-10-13T11:06:41Z"),
                List.of(Call.of(lena, "lambda", "UpdateFunctionConfiguration20150331v2")
                        .asking(
                                "functionName",
                                "resize-images",
                                "layers",
                                List.of("arn:aws:lambda:eu-central-1:" + SHOP + ":layer:image-tools:14"))));
    }

    /** An analyst's queries read the objects in the analyst's name. */
    private void queries() {
        Caller athena = Cast.PAUL.through("athena.amazonaws.com");
        day.between(Instant.parse("2026-10-13T07:40:00Z"), DemoStory.END, Duration.ofMinutes(11), () -> {
            String query = chance.uuid();
            return List.of(
                    Call.of(Cast.PAUL, "athena", "StartQueryExecution")
                            .asking("queryString", "***OMITTED***", "workGroup", "analysts")
                            .answered("queryExecutionId", query)
                            .inConsole(),
                    Call.of(athena, "glue", "GetTable").asking("databaseName", "shop", "name", "orders"),
                    Workloads.object(athena, "GetObject", "example-shop-lake", "orders/part-" + chance.below(400)),
                    Workloads.object(athena, "GetObject", "example-shop-lake", "orders/part-" + chance.below(400)),
                    Call.of(Cast.PAUL, "athena", "GetQueryExecution")
                            .asking("queryExecutionId", query)
                            .inConsole(),
                    Call.of(Cast.PAUL, "athena", "GetQueryResults")
                            .asking("queryExecutionId", query)
                            .inConsole());
        });
    }

    private void mistakes() {
        day.once(
                Instant.parse("2026-10-13T08:20:11Z"),
                List.of(
                        Call.of(Cast.PAUL, "kms", "DescribeKey")
                                .asking("keyId", "alias/payments")
                                .denied()
                                .inConsole(),
                        Call.of(Cast.PAUL, "secretsmanager", "ListSecrets")
                                .denied()
                                .inConsole()));
        day.once(
                Instant.parse("2026-10-13T09:36:50Z"),
                List.of(
                        Call.of(Cast.LENA.using(Cast.COMMAND_LINE), "iam", "ListUsers")
                                .denied(),
                        Call.of(Cast.LENA.using(Cast.COMMAND_LINE), "ec2", "TerminateInstances")
                                .asking("instancesSet", Json.items(Json.of("instanceId", "i-0deadbeefdeadbeef")))
                                .failing(
                                        "Client.InvalidInstanceID.NotFound",
                                        "The instance ID 'i-0deadbeefdeadbeef' does not exist")));
        day.once(
                Instant.parse("2026-10-13T06:58:03Z"),
                List.of(Call.of(Cast.LENA.withoutKey(), "signin", "CheckMfa")
                        .type("AwsConsoleSignIn")
                        .answered("CheckMfa", "Success")));
    }
}
