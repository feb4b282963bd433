package io.windhover.simulator.story;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsRole;
import io.windhover.simulator.log.AwsSite;
import io.windhover.simulator.log.Client;
import java.time.Duration;
import java.util.List;

/** One role after the other is assumed, from the developers' account into the data. */
final class RoleChain implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "role-chain",
                "Roles assumed in a chain across four accounts",
                "T1550.001 T1078.004",
                List.of(5, 23),
                Duration.ofHours(3));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(Job.DEVELOPER);
        scene.entity(victim.mail());
        Client thief = scene.stranger(scene.host("isp", victim.city()), Agent.tool(Scene.COMMAND_LINE));
        AwsCaller session = scene.inAws(victim, Estate.DEVELOPMENT, thief);
        scene.call(session, Calls.GET_CALLER_IDENTITY, Estate.DEVELOPMENT_SITE);
        scene.call(session, Calls.LIST_ROLES, Estate.DEVELOPMENT_SITE);
        scene.denied(session, Calls.ASSUME_ROLE, Estate.DEVELOPMENT_SITE);
        AwsCaller hop = session;
        for (AwsRole role : List.of(
                AwsRole.of(Estate.TOOLING, "artifact-reader"),
                AwsRole.of(Estate.PRODUCTION, "release-check"),
                AwsRole.of(Estate.DATA, "lake-reader"),
                AwsRole.of(Estate.ARCHIVE, "audit-reader"))) {
            hop = scene.assume(hop, role, "cli-session", thief.ip(), Scene.COMMAND_LINE);
            scene.entity(role.arn());
            AwsSite site = new AwsSite(role.account(), Estate.HOME_REGION);
            scene.call(hop, Calls.GET_CALLER_IDENTITY, site);
            scene.call(hop, Calls.LIST_BUCKETS, site);
            scene.pause(60, 600);
        }
        for (int i = 0; i < 10; i++) {
            scene.call(hop, Calls.GET_OBJECT, Estate.ARCHIVE_SITE);
        }
    }
}
