package io.windhover.simulator.robot;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.AwsCall;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsIds;
import io.windhover.simulator.log.AwsRole;
import io.windhover.simulator.log.AwsSite;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.place.Address;
import java.util.List;

/**
 * Continuous integration: hosted runners that show GitHub's token for a role, build, and deploy under a second role; and
 * Terraform, which asks for hundreds of things within seconds before it changes a few. More runs by day than by night.
 */
public final class Pipelines {
    public static final AwsRole BUILD = AwsRole.of(Estate.TOOLING, "github-build");
    public static final AwsRole TERRAFORM = AwsRole.of(Estate.TOOLING, "terraform-deployer");

    public static final String TERRAFORM_AGENT = "APN/1.0 HashiCorp/1.0 Terraform/1.13.3 (+https://www.terraform.io) "
            + "terraform-provider-aws/6.15.0 aws-sdk-go-v2/1.39.2 lang/go#1.24.6";
    public static final String RUNNER_AGENT =
            "aws-cli/2.31.5 md/awscrt#0.28.1 ua/2.1 os/linux#6.11.0-1018-azure md/arch#x86_64 lang/python#3.13.7 exec-env/GitHub";

    private static final List<AwsCall> REFRESH = List.of(
            Calls.DESCRIBE_INSTANCES,
            Calls.DESCRIBE_VPCS,
            Calls.DESCRIBE_SUBNETS,
            Calls.DESCRIBE_SECURITY_GROUPS,
            Calls.GET_ROLE,
            Calls.LIST_ATTACHED_ROLE_POLICIES,
            Calls.GET_BUCKET_ACL,
            Calls.GET_BUCKET_POLICY,
            Calls.GET_BUCKET_LOCATION,
            Calls.GET_BUCKET_ENCRYPTION,
            Calls.GET_FUNCTION,
            Calls.DESCRIBE_TABLE,
            Calls.DESCRIBE_ALARMS,
            Calls.DESCRIBE_LOG_GROUPS,
            Calls.DESCRIBE_SECRET,
            Calls.DESCRIBE_DB_INSTANCES);
    private static final List<AwsCall> APPLY =
            List.of(Calls.CREATE_TAGS, Calls.PUT_ALARM, Calls.PUT_LIFECYCLE, Calls.UPDATE_SERVICE, Calls.REGISTER_TASK);
    private static final List<AwsCall> DEPLOY = List.of(
            Calls.GET_LOGIN_TOKEN,
            Calls.BATCH_GET_IMAGE,
            Calls.PUT_IMAGE,
            Calls.REGISTER_TASK,
            Calls.UPDATE_SERVICE,
            Calls.DESCRIBE_SERVICES,
            Calls.DESCRIBE_SERVICES,
            Calls.UPDATE_FUNCTION_CODE);

    private final World world;
    private final Chance chance;
    private final List<Person> authors;

    Pipelines(World world) {
        this.world = world;
        this.chance = world.chance("pipelines");
        this.authors = world.company().of(Job.DEVELOPER);
    }

    void begin() {
        Rhythm.steady(world, chance, 9.0 * authors.size(), now -> {
            if (Rhythm.isWorkTime(now) || chance.happens(0.08)) {
                run(now);
            }
        });
        Chance own = world.chance("terraform");
        Rhythm.steady(world, own, 2 + authors.size() / 12.0, now -> terraform(now, own));
    }

    private void run(long now) {
        Address runner = runner(chance);
        Client client = new Client(runner, Agent.tool("GitHub-Actions-Runner"), "", false);
        String repository = chance.pick(Estate.REPOSITORIES);
        world.logs()
                .github()
                .event(
                        now,
                        "workflows.created_workflow_run",
                        chance.pick(authors).handle(),
                        client,
                        repository,
                        chance);
        world.agenda().at(now + 8_000, at -> world.logs()
                .github()
                .byToken(
                        at,
                        "git.fetch",
                        "github-actions[bot]",
                        client.using(Agent.tool("git/2.51.0")),
                        repository,
                        "GitHub App server-to-server token",
                        chance.hex(43) + "=",
                        chance));
        if (chance.happens(0.6)) {
            world.agenda().at(now + chance.between(60_000, 400_000), at -> deploy(at, runner, repository));
        }
        world.agenda().at(now + chance.between(400_000, 900_000), at -> world.logs()
                .github()
                .event(at, "workflows.completed_workflow_run", "github-actions[bot]", client, repository, chance));
    }

    private void deploy(long now, Address runner, String repository) {
        AwsCaller build =
                assume(now, runner, BUILD, "repo:merlin-outfitters/" + repository + ":ref:refs/heads/main", chance);
        AwsSite target = chance.happens(0.3) ? Estate.PRODUCTION_SITE : Estate.STAGING_SITE;
        AwsRole role = AwsRole.of(target.account(), "deploy");
        String key = AwsIds.fresh("ASIA", chance);
        world.agenda().at(now + 2_000, at -> world.logs()
                .aws()
                .across(
                        at,
                        build,
                        Calls.ASSUME_ROLE,
                        Estate.TOOLING_SITE,
                        target,
                        chance,
                        role.arn(),
                        "deploy",
                        key,
                        role.id(),
                        role.session("deploy")));
        AwsCaller deploy = AwsCaller.session(role, "deploy", key, now + 2_000).via(runner.ip(), RUNNER_AGENT);
        long time = now + 4_000;
        for (AwsCall call : DEPLOY) {
            int times = 1 + chance.below(3);
            for (int i = 0; i < times; i++) {
                time += chance.between(200, 9_000);
                world.agenda().at(time, at -> world.logs()
                        .aws()
                        .call(at, deploy, call, target, chance, Estate.values(chance)));
            }
        }
    }

    private AwsCaller assume(long now, Address runner, AwsRole role, String subject, Chance own) {
        String key = AwsIds.fresh("ASIA", own);
        AwsCaller web = AwsCaller.webIdentity(role.account(), Estate.RUNNER_PROVIDER, subject)
                .via(runner.ip(), RUNNER_AGENT);
        world.logs()
                .aws()
                .call(
                        now,
                        web,
                        Calls.ASSUME_ROLE_WITH_WEB_IDENTITY,
                        new AwsSite(role.account(), Estate.HOME_REGION),
                        own,
                        role.arn(),
                        "GitHubActions",
                        key,
                        role.id(),
                        role.session("GitHubActions"),
                        subject,
                        Estate.RUNNER_PROVIDER);
        return AwsCaller.federated(role, "GitHubActions", key, now, Estate.RUNNER_PROVIDER)
                .via(runner.ip(), RUNNER_AGENT);
    }

    /** A plan asks for everything; only some are applied, and some are refused a thing or two. */
    private void terraform(long now, Chance own) {
        if (!Rhythm.isWorkTime(now) && !own.happens(0.2)) {
            return;
        }
        Address runner = world.plan().provider("Amber Cloud", "Frankfurt").host(10 + own.below(2));
        AwsCaller caller = assume(
                        now, runner, TERRAFORM, "repo:merlin-outfitters/infrastructure:environment:production", own)
                .via(runner.ip(), TERRAFORM_AGENT);
        long time = now + 3_000;
        int reads = 120 + own.below(250);
        for (int i = 0; i < reads; i++) {
            time += own.between(5, 120);
            AwsCall call = own.pick(REFRESH);
            boolean denied = own.happens(0.01);
            world.agenda().at(time, at -> terraform(at, caller, call, denied, own));
        }
        if (own.happens(0.4)) {
            int writes = 2 + own.below(12);
            for (int i = 0; i < writes; i++) {
                time += own.between(300, 5_000);
                AwsCall call = own.pick(APPLY);
                world.agenda().at(time, at -> terraform(at, caller, call, false, own));
            }
        }
    }

    private void terraform(long now, AwsCaller caller, AwsCall call, boolean denied, Chance own) {
        if (denied) {
            world.logs().aws().denied(now, caller, call, Estate.TOOLING_SITE, own, Estate.values(own));
        } else {
            world.logs().aws().call(now, caller, call, Estate.TOOLING_SITE, own, Estate.values(own));
        }
    }

    /** One of the many addresses of GitHub's hosted runners. */
    private Address runner(Chance own) {
        String city = own.happens(0.8) ? "Ashburn" : "Amsterdam";
        return world.plan().provider("Blue Cloud", city).host(own.below(480));
    }
}
