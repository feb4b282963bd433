package io.windhover.simulator.story;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.AwsCall;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsIds;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.robot.LegacyKeys;
import java.time.Duration;
import java.util.List;

/** With a developer's stolen session somebody makes a second key for a robot's user, and uses it from elsewhere hours later. */
final class SecondKey implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "second-access-key",
                "Access key made for another user and used from elsewhere",
                "T1098.001 T1078.004",
                List.of(2, 3, 5, 21),
                Duration.ofHours(8));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(Job.PLATFORM);
        scene.entity(victim.mail());
        Client thief = scene.stranger(scene.host("isp", "Chisinau"), Agent.tool(Scene.COMMAND_LINE));
        AwsCaller session = scene.inAws(victim, Estate.PRODUCTION, thief);
        scene.call(session, Calls.GET_CALLER_IDENTITY, Estate.PRODUCTION_SITE);
        scene.call(session, Calls.LIST_USERS, Estate.PRODUCTION_SITE);
        scene.call(session, Calls.LIST_ACCESS_KEYS, Estate.PRODUCTION_SITE);
        scene.denied(
                session,
                AwsCall.write("iam", "CreateLoginProfile").asking("{'userName': 'partner-upload'}"),
                Estate.PRODUCTION_SITE);
        String key = AwsIds.fresh("AKIA", scene.chance());
        AwsCall create = AwsCall.write("iam", "CreateAccessKey")
                .asking("{'userName': '~0'}")
                .answering("{'accessKey': {'userName': '~0', 'accessKeyId': '~1', 'status': 'Active'}}");
        scene.call(session, create, Estate.PRODUCTION_SITE, LegacyKeys.PARTNER_USER, key);
        scene.pause(3_600, 4 * 3_600);
        AwsCaller fresh = AwsCaller.user(Estate.PRODUCTION, LegacyKeys.PARTNER_USER, key)
                .via(scene.hosting("Helsinki").ip(), Scene.BOTO);
        scene.entity(fresh.arn());
        scene.call(fresh, Calls.GET_CALLER_IDENTITY, Estate.PRODUCTION_SITE);
        scene.call(fresh, Calls.LIST_BUCKETS, Estate.PRODUCTION_SITE);
        for (int i = 0; i < 15; i++) {
            scene.call(fresh, Calls.GET_OBJECT, Estate.PRODUCTION_SITE);
        }
    }
}
