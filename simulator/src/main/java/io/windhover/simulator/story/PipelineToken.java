package io.windhover.simulator.story;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsIds;
import io.windhover.simulator.log.AwsRole;
import io.windhover.simulator.place.Address;
import io.windhover.simulator.robot.Pipelines;
import java.time.Duration;
import java.util.List;

/** An action that a build uses sends the build's credentials away; they are used while they last. */
final class PipelineToken implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "stolen-pipeline-credentials",
                "Credentials of a pipeline used outside of it",
                "T1195.001 T1528 T1078.004",
                List.of(2, 9, 11),
                Duration.ofHours(2));
    }

    @Override
    public void play(Scene scene) {
        AwsRole role = Pipelines.BUILD;
        scene.entity(role.arn());
        Address runner = scene.plan()
                .provider("Blue Cloud", "Ashburn")
                .host(scene.chance().below(480));
        String key = AwsIds.fresh("ASIA", scene.chance());
        scene.entity(key);
        String subject = "repo:merlin-outfitters/shop:ref:refs/heads/main";
        AwsCaller web = AwsCaller.webIdentity(Estate.TOOLING, Estate.RUNNER_PROVIDER, subject)
                .via(runner.ip(), Pipelines.RUNNER_AGENT);
        scene.call(
                web,
                Calls.ASSUME_ROLE_WITH_WEB_IDENTITY,
                Estate.TOOLING_SITE,
                role.arn(),
                "GitHubActions",
                key,
                role.id(),
                role.session("GitHubActions"),
                subject,
                Estate.RUNNER_PROVIDER);
        AwsCaller session = AwsCaller.federated(role, "GitHubActions", key, scene.time(), Estate.RUNNER_PROVIDER);
        AwsCaller build = session.via(runner.ip(), Pipelines.RUNNER_AGENT);
        scene.call(build, Calls.GET_LOGIN_TOKEN, Estate.TOOLING_SITE);
        scene.call(build, Calls.PUT_IMAGE, Estate.TOOLING_SITE);
        scene.pause(60, 400);
        AwsCaller thief = session.via(scene.hosting("Amsterdam").ip(), Scene.COMMAND_LINE);
        scene.call(thief, Calls.GET_CALLER_IDENTITY, Estate.TOOLING_SITE);
        scene.call(thief, Calls.GET_LOGIN_TOKEN, Estate.TOOLING_SITE);
        for (int i = 0; i < 6; i++) {
            scene.call(thief, Calls.BATCH_GET_IMAGE, Estate.TOOLING_SITE);
        }
        scene.denied(thief, Calls.LIST_SECRETS, Estate.TOOLING_SITE);
        scene.denied(thief, Calls.LIST_BUCKETS, Estate.TOOLING_SITE);
    }
}
