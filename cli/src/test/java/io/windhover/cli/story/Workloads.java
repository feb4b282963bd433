package io.windhover.cli.story;

import static io.windhover.cli.story.Cast.SHOP;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Software at work, and the cloud's own services around it. */
final class Workloads {
    private static final String UPLOADS = "example-shop-uploads";
    private static final String KEY = "arn:aws:kms:eu-central-1:" + SHOP + ":key/1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d";

    private final Routine day;
    private final Chance chance;

    Workloads(Routine day) {
        this.day = day;
        this.chance = day.chance();
    }

    void play() {
        Cast.API_INSTANCES.forEach(this::apiInstance);
        day.every(Duration.ofMinutes(1), this::imageResized);
        day.every(Duration.ofMinutes(9), () -> List.of(newLogStream("resize-images"), newLogStream("send-mail")));
        day.every(Duration.ofMinutes(12), this::rolesTakenByServices);
        day.every(Duration.ofMinutes(5), this::trailDelivers);
        day.every(Duration.ofMinutes(40), this::configLooksAround);
        day.every(Duration.ofMinutes(55), this::scaling);
        day.every(Duration.ofMinutes(80), this::backup);
        day.every(Duration.ofMinutes(3), this::volumeKeys);
        day.every(Duration.ofMinutes(100), this::eventsOfServices);
        day.every(Duration.ofMinutes(4), this::visitorOfTheWebsite);
        day.every(Duration.ofMinutes(47), this::legacyReport);
    }

    private void apiInstance(String id) {
        Caller api = Cast.instance(id);
        Caller agent = api.using(Cast.SSM_AGENT);
        String parameters = Json.list(IntStream.rangeClosed(1, 10)
                .mapToObj(i -> "/orders/prod/setting-" + i)
                .toList());
        day.every(
                Duration.ofMinutes(5),
                () -> List.of(Call.of(agent, "ssm", "UpdateInstanceInformation").asking("""
                        {'instanceId': '%s', 'agentVersion': '3.3.3050.0', 'agentStatus': 'Active',
                         'platformType': 'Linux', 'platformName': 'Amazon Linux', 'agentName': 'amazon-ssm-agent'}""", id)));
        day.every(
                Duration.ofMinutes(4),
                () -> List.of(
                        object(api, "GetObject", UPLOADS, "orders/2026/10/13/" + chance.below(90_000) + ".json"),
                        object(api, "PutObject", UPLOADS, "invoices/2026/10/" + chance.below(90_000) + ".pdf")));
        day.every(
                Duration.ofMinutes(14),
                () -> List.of(
                        Call.of(api, "secretsmanager", "GetSecretValue").asking("{'secretId': 'orders/db'}"),
                        decrypt(api.through("secretsmanager.amazonaws.com"), "SecretARN")));
        day.every(
                Duration.ofMinutes(45),
                () -> List.of(Call.of(api, "ssm", "GetParameters")
                        .asking("{'names': %s, 'withDecryption': true}", parameters)));
    }

    private List<Call> imageResized() {
        Caller function = Cast.function("resize-images");
        String name = "products/" + chance.below(40_000);
        return List.of(
                object(function, "GetObject", UPLOADS, name + ".png"),
                object(function, "PutObject", "example-shop-images", name + "-600.webp"));
    }

    private Call newLogStream(String function) {
        String stream = chance.uuid().replace("-", "");
        return Call.of(Cast.function(function), "logs", "CreateLogStream").asking("""
                {'logGroupName': '/aws/lambda/%s', 'logStreamName': '2026/10/13/[$LATEST]%s'}""", function, stream);
    }

    private List<Call> rolesTakenByServices() {
        return List.of(
                assumed("lambda.amazonaws.com", "resize-images-role", "resize-images"),
                assumed("ec2.amazonaws.com", "orders-api", chance.oneOf(Cast.API_INSTANCES)),
                assumed(
                        "ecs-tasks.amazonaws.com",
                        "storefront-task",
                        chance.uuid().replace("-", "")));
    }

    private Call assumed(String service, String role, String session) {
        String arn = "arn:aws:iam::" + SHOP + ":role/" + role;
        return Call.of(Caller.service(service), "sts", "AssumeRole")
                .asking("{'roleArn': '%s', 'roleSessionName': '%s', 'durationSeconds': 3600}", arn, session)
                .answered("""
                        {'credentials': {'accessKeyId': 'ASIA%s', 'expiration': 'Oct 13, 2026, 12:59:59 PM'},
                         'assumedRoleUser': {'assumedRoleId': 'AROA%s:%s',
                                             'arn': 'arn:aws:sts::%s:assumed-role/%s/%s'}}""", Caller.token(role + session), Caller.token(role), session, SHOP, role, session)
                .about("AWS::IAM::Role", arn)
                .sharedAs(chance.uuid());
    }

    private List<Call> trailDelivers() {
        Caller trail = Caller.service("cloudtrail.amazonaws.com");
        return List.of(
                Call.of(trail, "s3", "GetBucketAcl")
                        .asking("{'bucketName': 'example-security-trails', 'acl': ''}")
                        .adding("{'SignatureVersion': 'SigV4', 'bytesTransferredIn': 0, 'bytesTransferredOut': 544}")
                        .about("AWS::S3::Bucket", "arn:aws:s3:::example-security-trails")
                        .sharedAs(chance.uuid()),
                Call.of(trail, "kms", "GenerateDataKey")
                        .asking("""
                                {'keyId': '%s', 'keySpec': 'AES_256', 'encryptionContext': {'aws:cloudtrail:arn':
                                 'arn:aws:cloudtrail:eu-central-1:%s:trail/security-trail'}}""", KEY, SHOP)
                        .about("AWS::KMS::Key", KEY)
                        .sharedAs(chance.uuid()));
    }

    private List<Call> configLooksAround() {
        Caller config = Cast.serviceRole("AWSServiceRoleForConfig", "config.amazonaws.com");
        List<Call> calls = new ArrayList<>();
        for (String region : List.of("eu-central-1", "eu-west-1")) {
            for (String read : List.of("SecurityGroups", "Vpcs", "Subnets", "Volumes")) {
                calls.add(Call.of(config, "ec2", "Describe" + read).in(region).asking("{'maxResults': 1000}"));
            }
            calls.add(Call.of(config, "rds", "DescribeDBInstances").in(region));
            calls.add(Call.of(config, "lambda", "ListFunctions20150331").in(region));
        }
        calls.add(Call.of(config, "iam", "GetAccountAuthorizationDetails").asking("{'maxItems': 1000}"));
        calls.add(Call.of(config, "s3", "GetBucketReplication")
                .asking("{'bucketName': '%s', 'replication': ''}", UPLOADS)
                .failing("ReplicationConfigurationNotFoundError", "The replication configuration was not found"));
        return calls;
    }

    private List<Call> scaling() {
        Caller autoscaling = Cast.serviceRole("AWSServiceRoleForAutoScaling", "autoscaling.amazonaws.com");
        String number = chance.uuid().substring(0, 7);
        return List.of(
                Call.of(autoscaling, "ec2", "RunInstances")
                        .asking("""
                                {'instancesSet': {'items': [{'minCount': 1, 'maxCount': 1}]}, 'instanceType': 'm7g.large',
                                 'launchTemplate': {'launchTemplateId': 'lt-0a1b2c3d4e5f60718', 'version': '12'}}""")
                        .answered("{'reservationId': 'r-0%s', 'ownerId': '%s'}", number, SHOP),
                Call.of(Caller.service("elasticloadbalancing.amazonaws.com"), "ec2", "DescribeInstanceStatus"),
                Call.of(autoscaling, "elasticloadbalancing", "RegisterTargets"),
                Call.of(autoscaling, "ec2", "TerminateInstances")
                        .asking("{'instancesSet': {'items': [{'instanceId': 'i-0%s'}]}}", number));
    }

    private List<Call> backup() {
        Caller backup = Cast.serviceRole("AWSServiceRoleForBackup", "backup.amazonaws.com");
        return List.of(
                Call.of(backup, "ec2", "CreateSnapshot").asking("{'volumeId': 'vol-0f1e2d3c4b5a69788'}"),
                Call.of(backup, "rds", "CreateDBSnapshot").asking("{'dBInstanceIdentifier': 'orders'}"),
                Call.of(backup, "kms", "CreateGrant")
                        .asking("{'keyId': '%s', 'operations': ['Decrypt', 'Encrypt']}", KEY));
    }

    private List<Call> volumeKeys() {
        return List.of(
                decrypt(Cast.serviceRole("AWSServiceRoleForAutoScaling", "autoscaling.amazonaws.com"), "aws:ebs:id"));
    }

    private static Call decrypt(Caller caller, String contextKey) {
        return Call.of(caller, "kms", "Decrypt").asking("""
                        {'encryptionAlgorithm': 'SYMMETRIC_DEFAULT', 'encryptionContext': {'%s': 'example'}}""", contextKey).about("AWS::KMS::Key", KEY);
    }

    private List<Call> eventsOfServices() {
        Caller internal = Caller.internal(SHOP);
        return List.of(
                Call.of(internal, "kms", "RotateKey").type("AwsServiceEvent").about("AWS::KMS::Key", KEY),
                Call.of(internal, "ec2", "SharedSnapshotVolumeCreated")
                        .in("eu-west-1")
                        .type("AwsServiceEvent"));
    }

    private List<Call> visitorOfTheWebsite() {
        Caller visitor =
                Caller.nobody().from("192.0.2." + (30 + chance.below(60))).using("[" + Cast.BROWSER + "]");
        return List.of(object(visitor, "GetObject", "example-shop-website", "static/logo.svg"));
    }

    /** Old software with a key of its own, which asks for more than it may. */
    private List<Call> legacyReport() {
        Caller report = Cast.LEGACY_REPORTING;
        return List.of(
                Call.of(report, "s3", "ListBuckets").denied(),
                Call.of(report, "s3", "GetBucketLocation")
                        .asking("{'bucketName': 'example-shop-reports', 'location': ''}")
                        .answered("{'LocationConstraint': 'eu-central-1'}"),
                object(report, "PutObject", "example-shop-reports", "daily/2026-10-13.csv"));
    }

    static Call object(Caller caller, String operation, String bucket, String key) {
        return Call.of(caller, "s3", operation)
                .asking(
                        "{'bucketName': '%1$s', 'Host': '%1$s.s3.eu-central-1.amazonaws.com', 'key': '%2$s'}",
                        bucket, key)
                .adding("{'SignatureVersion': 'SigV4', 'AuthenticationMethod': 'AuthHeader', 'SSEApplied': 'SSE_S3'}")
                .about("AWS::S3::Object", "arn:aws:s3:::" + bucket + "/" + key)
                .onData();
    }
}
