package io.windhover.cli.story;

import static io.windhover.cli.story.Cast.SHOP;
import static io.windhover.cli.story.Cast.TOOLING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Robots that build, deploy and inspect. */
final class Pipelines {
    private static final String STOREFRONT = "repo:example/storefront:ref:refs/heads/main";

    private final Routine day;
    private final Chance chance;

    Pipelines(Routine day) {
        this.day = day;
        this.chance = day.chance();
    }

    void play() {
        day.every(Duration.ofMinutes(17), this::oldBuildServer);
        day.every(Duration.ofMinutes(24), this::deployment);
        day.every(Duration.ofMinutes(75), this::stack);
        day.every(Duration.ofMinutes(110), this::plan);
        day.every(Duration.ofHours(2), this::audit);
    }

    /** The rightful use of the key that leaks. */
    private List<Call> oldBuildServer() {
        Caller build = Cast.ARTIFACTS_KEY.from(Cast.BUILD_SERVER).using(Cast.BUILD_TOOL);
        String version = "shop-" + chance.below(900);
        return List.of(
                Call.of(build, "sts", "GetCallerIdentity"),
                Call.of(build, "ecr", "GetAuthorizationToken"),
                Workloads.object(build, "PutObject", "example-shop-artifacts", version + "/shop.jar"),
                Workloads.object(build, "PutObject", "example-shop-artifacts", version + "/shop.jar.sha256"),
                Call.of(build, "ecr", "BatchCheckLayerAvailability")
                        .asking("{'repositoryName': 'shop', 'layerDigests': ['sha256:%s']}", chance.uuid()),
                Call.of(build, "ecr", "PutImage").asking("{'repositoryName': 'shop', 'imageTag': '%s'}", version));
    }

    private List<Call> deployment() {
        String run = "gha-" + (7_719_230_000L + chance.below(100_000));
        Caller deploy = Caller.session(SHOP, "github-deploy", run)
                .from(Cast.HOSTED_RUNNER)
                .using(Cast.NODE);
        Caller token =
                Caller.webIdentity(SHOP, STOREFRONT).from(Cast.HOSTED_RUNNER).using(Cast.NODE);
        List<Call> calls = new ArrayList<>();
        calls.add(Call.of(token, "sts", "AssumeRoleWithWebIdentity")
                .asking("{'roleArn': 'arn:aws:iam::%s:role/github-deploy', 'roleSessionName': '%s'}", SHOP, run)
                .answered("""
                        {'subjectFromWebIdentityToken': '%s', 'audience': 'sts.amazonaws.com',
                         'provider': 'arn:aws:iam::%s:oidc-provider/token.actions.githubusercontent.com'}""", STOREFRONT, SHOP)
                .about("AWS::IAM::Role", "arn:aws:iam::" + SHOP + ":role/github-deploy"));
        calls.add(Call.of(deploy, "ecs", "RegisterTaskDefinition").asking("{'family': 'storefront'}"));
        calls.add(Call.of(deploy, "ecs", "UpdateService")
                .asking(
                        "{'service': 'storefront', 'cluster': 'shop', 'taskDefinition': 'storefront:%s'}",
                        chance.below(400)));
        for (int i = 0; i < 4; i++) {
            calls.add(Call.of(deploy, "ecs", "DescribeServices")
                    .asking("{'services': ['storefront'], 'cluster': 'shop'}"));
        }
        return calls;
    }

    /** A stack's calls come in the deployer's name, from the service. */
    private List<Call> stack() {
        Caller deploy = Caller.session(SHOP, "github-deploy", "stack-" + chance.below(1000))
                .from(Cast.HOSTED_RUNNER)
                .using(Cast.BOTO);
        Caller stack = deploy.through("cloudformation.amazonaws.com");
        String name = "{'stackName': 'notifications'}";
        return List.of(
                Call.of(deploy, "cloudformation", "CreateChangeSet").asking(name),
                Call.of(deploy, "cloudformation", "ExecuteChangeSet").asking(name),
                Call.of(stack, "iam", "GetRole").asking("{'roleName': 'send-mail-role'}"),
                Call.of(stack, "lambda", "UpdateFunctionConfiguration20150331v2")
                        .asking("""
                        {'functionName': 'send-mail', 'layers': ['arn:aws:lambda:eu-central-1:%s:layer:templates:%s']}""", SHOP, chance.below(80)),
                Call.of(stack, "lambda", "UpdateFunctionCode20150331v2")
                        .asking("{'functionName': 'send-mail', 'publish': true}"),
                Call.of(deploy, "cloudformation", "DescribeStacks").asking(name),
                Call.of(deploy, "cloudformation", "DescribeStacks")
                        .asking(name)
                        .failing("ThrottlingException", "Rate exceeded"),
                Call.of(deploy, "cloudformation", "DescribeStacks").asking(name));
    }

    private List<Call> plan() {
        Caller plan = Caller.session(SHOP, "terraform-plan", "gha-" + chance.below(100_000))
                .from(Cast.HOSTED_RUNNER)
                .using(Cast.TERRAFORM);
        List<Call> calls = new ArrayList<>();
        calls.add(Call.of(plan, "sts", "GetCallerIdentity"));
        for (String role : List.of("orders-api", "resize-images-role", "send-mail-role", "github-deploy")) {
            for (String read : List.of("GetRole", "ListRolePolicies", "ListAttachedRolePolicies")) {
                calls.add(Call.of(plan, "iam", read).asking("{'roleName': '%s'}", role));
            }
        }
        for (String bucket : List.of("example-shop-uploads", "example-shop-images", "example-shop-reports")) {
            calls.addAll(bucketSettings(plan, bucket));
        }
        for (String read :
                List.of("DescribeVpcs", "DescribeSubnets", "DescribeRouteTables", "DescribeSecurityGroups")) {
            calls.add(Call.of(plan, "ec2", read).asking("{'filterSet': {}}"));
        }
        calls.add(Call.of(plan, "iam", "ListAccessKeys")
                .asking("{'userName': 'ci-artifacts'}")
                .denied());
        return calls;
    }

    private static List<Call> bucketSettings(Caller caller, String bucket) {
        List<Call> calls = new ArrayList<>();
        for (String setting : List.of("Acl", "Versioning", "Encryption", "PublicAccessBlock", "Policy")) {
            calls.add(Call.of(caller, "s3", "GetBucket" + setting).asking("{'bucketName': '%s'}", bucket));
        }
        calls.add(Call.of(caller, "s3", "GetBucketCors")
                .asking("{'bucketName': '%s', 'cors': ''}", bucket)
                .failing("NoSuchCORSConfiguration", "The CORS configuration does not exist"));
        calls.add(Call.of(caller, "s3", "GetBucketWebsite")
                .asking("{'bucketName': '%s', 'website': ''}", bucket)
                .failing("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration"));
        return calls;
    }

    /** From another account of the organisation: the first call is logged in both. */
    private List<Call> audit() {
        Caller auditor = Caller.session(TOOLING, "security-audit", "weekly")
                .from(Cast.AUDITOR)
                .using(Cast.BOTO);
        Caller inShop = Caller.session(SHOP, "security-audit-reader", "weekly")
                .from(Cast.AUDITOR)
                .using(Cast.BOTO);
        String role = "arn:aws:iam::" + SHOP + ":role/security-audit-reader";
        String both = chance.uuid();
        List<Call> calls = new ArrayList<>();
        for (String account : List.of(TOOLING, SHOP)) {
            calls.add(Call.of(auditor, "sts", "AssumeRole")
                    .asking("{'roleArn': '%s', 'roleSessionName': 'weekly'}", role)
                    .about("AWS::IAM::Role", role)
                    .recordedIn(account)
                    .sharedAs(both));
        }
        calls.add(Call.of(inShop, "iam", "GenerateCredentialReport"));
        calls.add(Call.of(inShop, "iam", "ListUsers"));
        for (String region : List.of("eu-central-1", "eu-west-1", "us-east-1", "us-west-2")) {
            calls.add(Call.of(inShop, "ec2", "DescribeSecurityGroups").in(region));
            calls.add(Call.of(inShop, "guardduty", "ListDetectors").in(region));
            calls.add(Call.of(inShop, "cloudtrail", "DescribeTrails").in(region));
            calls.add(Call.of(inShop, "kms", "ListKeys").in(region).denied());
        }
        return calls;
    }
}
