package io.windhover.cli.story;

import static io.windhover.cli.story.Cast.SHOP;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody does who found the build server's access key, and how a colleague undoes it. The account's own trail
 * is stopped on the way; the trail that the story is read from is another one, which the security team keeps.
 */
final class Intrusion {
    private static final String NEW_USER = "svc-backup-agent";
    private static final String BUCKET = "example-shop-customer-exports";
    private static final String BUCKET_ARN = "arn:aws:s3:::" + BUCKET;
    private static final String GROUP = "sg-0b1c2d3e4f5a69780";
    private static final String SNAPSHOT = "snap-0d1e2f3a4b5c60719";
    private static final String DETECTOR = "12abc34d567e8fa901bc2d34e56789f0";
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
    private static final String QUARANTINE = "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3";

    private final Chance chance;
    private final List<LogEntry> entries = new ArrayList<>();
    private final Caller leaked = Cast.ARTIFACTS_KEY.from(Cast.INTRUDER).using(Cast.INTRUDER_TOOL);
    private final Caller planted =
            Caller.user(SHOP, NEW_USER).from(Cast.INTRUDER).using(Cast.INTRUDER_TOOL);

    Intrusion(Chance chance) {
        this.chance = chance;
    }

    List<LogEntry> play() {
        tryTheKey();
        lookAround();
        settleIn();
        lookAroundAsAdministrator();
        openDoors();
        takeData();
        blindTheWatchers();
        makeMoney();
        undo();
        return entries;
    }

    private void tryTheKey() {
        at(
                "08:41:12",
                Call.of(leaked.using("TruffleHog"), "sts", "GetCallerIdentity").in("us-east-1"));
        at("08:52:03", Call.of(leaked, "sts", "GetCallerIdentity"));
    }

    private void lookAround() {
        List<Call> calls = new ArrayList<>();
        for (String read : List.of("ListAttachedUserPolicies", "ListUserPolicies", "ListGroupsForUser")) {
            calls.add(Call.of(leaked, "iam", read).asking("{'userName': 'ci-artifacts'}"));
        }
        for (String read : List.of("ListUsers", "ListRoles", "GetAccountAuthorizationDetails")) {
            calls.add(Call.of(leaked, "iam", read).denied());
        }
        calls.add(Call.of(leaked, "s3", "ListBuckets"));
        for (String region : List.of("eu-central-1", "us-east-1", "eu-west-1")) {
            calls.add(Call.of(leaked, "ec2", "DescribeInstances").in(region).denied());
            calls.add(Call.of(leaked, "rds", "DescribeDBInstances").in(region).denied());
        }
        calls.add(Call.of(leaked, "organizations", "DescribeOrganization").denied());
        calls.add(Call.of(leaked, "lambda", "ListFunctions20150331").denied());
        calls.add(Call.of(leaked, "secretsmanager", "ListSecrets").denied());
        calls.add(Call.of(leaked, "ssm", "DescribeParameters").denied());
        calls.add(Call.of(leaked, "ses", "GetSendQuota").in("us-east-1").denied());
        calls.add(Call.of(leaked, "servicequotas", "ListServiceQuotas")
                .in("us-west-2")
                .denied());
        calls.add(Call.of(leaked, "ecr", "DescribeRepositories"));
        calls.add(Call.of(leaked, "cloudtrail", "DescribeTrails").denied());
        series("08:52:21", Duration.ofSeconds(14), calls);
    }

    /** A user of its own outlives the key. AWS notices the leak, too late. */
    private void settleIn() {
        at(
                "09:04:40",
                Call.of(leaked, "iam", "CreateUser")
                        .asking("{'userName': '%s'}", NEW_USER)
                        .answered("""
                        {'user': {'userName': '%1$s', 'path': '/', 'userId': 'AIDA%2$s',
                                  'arn': 'arn:aws:iam::%3$s:user/%1$s'}}""", NEW_USER, Caller.token(NEW_USER), SHOP));
        at(
                "09:04:58",
                Call.of(leaked, "iam", "CreateAccessKey")
                        .asking("{'userName': '%s'}", NEW_USER)
                        .answered("""
                        {'accessKey': {'userName': '%s', 'accessKeyId': 'AKIA%s', 'status': 'Active'}}""", NEW_USER, Caller.token(NEW_USER)));
        at(
                "09:05:31",
                Call.of(leaked, "iam", "AttachUserPolicy")
                        .asking("{'userName': '%s', 'policyArn': '%s'}", NEW_USER, ADMINISTRATOR));
        at(
                "09:07:02",
                Call.of(leaked, "iam", "CreateLoginProfile")
                        .asking("{'userName': '%s', 'passwordResetRequired': false}", NEW_USER)
                        .answered("{'loginProfile': {'userName': '%s', 'passwordResetRequired': false}}", NEW_USER));
        at(
                "09:11:20",
                Call.of(Caller.service("AWS Internal"), "iam", "AttachUserPolicy")
                        .asking("{'userName': 'ci-artifacts', 'policyArn': '%s'}", QUARANTINE));
        Caller inBrowser = planted.withoutKey().from(Cast.INTRUDER_BROWSER).using(Cast.OTHER_BROWSER);
        at(
                "09:12:44",
                Call.of(inBrowser, "signin", "ConsoleLogin")
                        .type("AwsConsoleSignIn")
                        .answered("{'ConsoleLogin': 'Success'}")
                        .adding("""
                        {'LoginTo': 'https://console.aws.amazon.com/console/home', 'MobileVersion': 'No',
                         'MFAUsed': 'No'}"""));
    }

    private void lookAroundAsAdministrator() {
        List<Call> calls = new ArrayList<>();
        for (String region : List.of("eu-central-1", "us-east-1", "eu-west-1", "us-west-2", "ap-south-1")) {
            calls.add(Call.of(planted, "ec2", "DescribeInstances").in(region));
            calls.add(Call.of(planted, "ec2", "DescribeSnapshots")
                    .in(region)
                    .asking("{'ownersSet': {'items': [{'owner': 'self'}]}}"));
        }
        for (String read : List.of("ListUsers", "ListRoles", "GetAccountSummary")) {
            calls.add(Call.of(planted, "iam", read));
        }
        for (String bucket : List.of("example-shop-uploads", "example-shop-lake", BUCKET)) {
            calls.add(Call.of(planted, "s3", "GetBucketPolicy").asking("{'bucketName': '%s'}", bucket));
            calls.add(Call.of(planted, "s3", "GetBucketPublicAccessBlock").asking("{'bucketName': '%s'}", bucket));
        }
        calls.add(Call.of(planted, "secretsmanager", "ListSecrets"));
        series("09:15:07", Duration.ofSeconds(17), calls);
        at(
                "09:27:30",
                Call.of(planted, "secretsmanager", "BatchGetSecretValue")
                        .asking("{'filters': [{'key': 'name', 'values': ['orders', 'payments']}], 'maxResults': 20}"));
    }

    private void openDoors() {
        at(
                "09:31:10",
                Call.of(planted, "ec2", "AuthorizeSecurityGroupIngress")
                        .asking("""
                        {'groupId': '%s', 'cidrIp': '0.0.0.0/0', 'fromPort': 22, 'toPort': 22, 'ipProtocol': 'tcp',
                         'ipPermissions': {}}""", GROUP)
                        .answered("""
                        {'_return': true, 'securityGroupRuleSet': {'items': [
                          {'groupOwnerId': '%s', 'groupId': '%s', 'securityGroupRuleId': 'sgr-00aa1bb2cc3dd4ee5',
                           'isEgress': false, 'ipProtocol': 'tcp', 'fromPort': 22, 'toPort': 22,
                           'cidrIpv4': '0.0.0.0/0'}]}}""", SHOP, GROUP));
        at("09:38:05", openPolicy().failing("AccessDenied", """
                User: arn:aws:iam::%s:user/%s is not authorized to perform: s3:PutBucketPolicy because public policies \
                are prevented by the BlockPublicPolicy setting in S3 Block Public Access.""".formatted(SHOP, NEW_USER)));
        at(
                "09:38:40",
                Call.of(planted, "s3", "DeleteBucketPublicAccessBlock")
                        .asking("{'bucketName': '%s', 'publicAccessBlock': ''}", BUCKET)
                        .about("AWS::S3::Bucket", BUCKET_ARN));
        at("09:39:05", openPolicy());
    }

    private Call openPolicy() {
        return Call.of(planted, "s3", "PutBucketPolicy")
                .asking("""
                        {'bucketName': '%s', 'policy': '', 'bucketPolicy': {'Version': '2012-10-17', 'Statement': [
                          {'Sid': 'sync', 'Effect': 'Allow', 'Principal': '*',
                           'Action': ['s3:GetObject', 's3:ListBucket'], 'Resource': ['%s', '%s/*']}]}}""", BUCKET, BUCKET_ARN, BUCKET_ARN)
                .about("AWS::S3::Bucket", BUCKET_ARN);
    }

    private void takeData() {
        Caller anybody = Caller.nobody().from(Cast.INTRUDER).using("[rclone/v1.68.2]");
        List<Call> reads = new ArrayList<>();
        reads.add(Call.of(anybody, "s3", "ListObjects")
                .asking("{'bucketName': '%s', 'list-type': '2'}", BUCKET)
                .onData());
        for (int part = 0; part < 90; part++) {
            reads.add(Workloads.object(anybody, "GetObject", BUCKET, "customers/2026-10/part-" + part + ".parquet"));
        }
        series("09:40:12", Duration.ofSeconds(11), reads);
        at("10:02:00", snapshotShared(planted, "add"));
    }

    private void blindTheWatchers() {
        at("10:05:44", Call.of(planted, "cloudtrail", "DescribeTrails"));
        at("10:06:10", selectors(planted, "ReadOnly", false));
        at("10:08:02", Call.of(planted, "cloudtrail", "StopLogging").asking("{'name': 'shop-trail'}"));
        at("10:10:18", Call.of(planted, "guardduty", "ListDetectors"));
        at("10:10:41", detector(planted, false));
        at(
                "10:11:30",
                Call.of(planted, "guardduty", "DeleteDetector")
                        .in("eu-west-1")
                        .asking("{'detectorId': '%s'}", DETECTOR));
    }

    /** The quotas are too small, so a way back in has to do. */
    private void makeMoney() {
        at(
                "10:14:09",
                launch("p4d.24xlarge", "us-west-2")
                        .failing(
                                "Client.VcpuLimitExceeded",
                                "You have requested more vCPU capacity than your current vCPU limit of 0 allows."));
        at(
                "10:15:27",
                launch("g5.12xlarge", "ap-south-1")
                        .failing(
                                "Client.PendingVerification",
                                "Your request for accessing resources in this region is being validated."));
        at("10:17:52", trust(planted, Cast.STRANGERS));
    }

    private Call launch(String instanceType, String region) {
        return Call.of(planted, "ec2", "RunInstances").in(region).asking("""
                {'instancesSet': {'items': [{'imageId': 'ami-0a1b2c3d4e5f60718', 'minCount': 1, 'maxCount': 8}]},
                 'instanceType': '%s', 'monitoring': {'enabled': false}}""", instanceType);
    }

    private void undo() {
        Caller mira = Cast.MIRA;
        List<Call> calls = new ArrayList<>();
        for (String user : List.of("ci-artifacts", NEW_USER)) {
            calls.add(Call.of(mira, "iam", "UpdateAccessKey").asking("""
                    {'userName': '%s', 'accessKeyId': 'AKIA%s', 'status': 'Inactive'}""", user, Caller.token(user)));
        }
        calls.add(Call.of(mira, "iam", "DeleteLoginProfile").asking("{'userName': '%s'}", NEW_USER));
        calls.add(Call.of(mira, "iam", "DetachUserPolicy")
                .asking("{'userName': '%s', 'policyArn': '%s'}", NEW_USER, ADMINISTRATOR));
        calls.add(Call.of(mira, "s3", "PutBucketPublicAccessBlock").asking("""
                {'bucketName': '%s', 'PublicAccessBlockConfiguration': {'BlockPublicAcls': true,
                 'IgnorePublicAcls': true, 'BlockPublicPolicy': true, 'RestrictPublicBuckets': true}}""", BUCKET));
        calls.add(Call.of(mira, "s3", "DeleteBucketPolicy").asking("{'bucketName': '%s', 'policy': ''}", BUCKET));
        calls.add(Call.of(mira, "ec2", "RevokeSecurityGroupIngress").asking("{'groupId': '%s'}", GROUP));
        calls.add(snapshotShared(mira, "remove"));
        calls.add(selectors(mira, "All", true));
        calls.add(Call.of(mira, "cloudtrail", "StartLogging").asking("{'name': 'shop-trail'}"));
        calls.add(detector(mira, true));
        calls.add(trust(mira, SHOP));
        calls.forEach(Call::inConsole);
        series("10:42:30", Duration.ofSeconds(40), calls);
    }

    private static Call snapshotShared(Caller caller, String operation) {
        return Call.of(caller, "ec2", "ModifySnapshotAttribute")
                .asking("""
                        {'snapshotId': '%s', 'attributeType': 'CREATE_VOLUME_PERMISSION',
                         'createVolumePermission': {'%s': {'items': [{'userId': '%s'}]}}}""", SNAPSHOT, operation, Cast.STRANGERS)
                .answered("{'_return': true}");
    }

    private static Call selectors(Caller caller, String readWrite, boolean management) {
        return Call.of(caller, "cloudtrail", "PutEventSelectors").asking("""
                {'trailName': 'shop-trail', 'eventSelectors': [{'readWriteType': '%s', 'includeManagementEvents': %s,
                 'dataResources': [], 'excludeManagementEventSources': []}]}""", readWrite, management);
    }

    private static Call detector(Caller caller, boolean enable) {
        return Call.of(caller, "guardduty", "UpdateDetector")
                .asking("{'detectorId': '%s', 'enable': %s}", DETECTOR, enable);
    }

    private static Call trust(Caller caller, String account) {
        return Call.of(caller, "iam", "UpdateAssumeRolePolicy").asking("""
                {'roleName': 'terraform-plan', 'policyDocument': '{\\n  "Version": "2012-10-17",\\n  "Statement": [\\n\
                    {\\n      "Effect": "Allow",\\n      "Principal": {"AWS": "arn:aws:iam::%s:root"},\\n\
                      "Action": "sts:AssumeRole"\\n    }\\n  ]\\n}'}""", account);
    }

    private void at(String time, Call call) {
        entries.add(call.at(DemoStory.at(time), chance));
    }

    private void series(String from, Duration pace, List<Call> calls) {
        Instant time = DemoStory.at(from);
        for (Call call : calls) {
            entries.add(call.at(time, chance));
            time = time.plus(chance.about(pace));
        }
    }
}
