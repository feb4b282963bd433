package io.windhover.simulator.story;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.AwsCall;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsSite;
import io.windhover.simulator.log.Client;
import java.time.Duration;
import java.util.List;

/** Machines with graphics processors are started in a region that nobody works in, after quotas and rights were tried elsewhere. */
final class NewRegion implements Story {
    private static final AwsCall RUN = AwsCall.write("ec2", "RunInstances")
            .asking("{'instancesSet': {'items': [{'imageId': 'ami-0~9dd', 'minCount': 1, 'maxCount': 4}]}, "
                    + "'instanceType': 'g5.12xlarge'}")
            .answering("{'instancesSet': {'items': [{'instanceId': '~4', 'instanceState': {'name': 'pending'}}]}}");

    @Override
    public Plot plot() {
        return Plot.of(
                "machines-in-new-region",
                "Accelerated machines started in an unused region",
                "T1535 T1496.001",
                List.of(2, 4, 5),
                Duration.ofHours(3));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(Job.PLATFORM);
        scene.entity(victim.mail());
        Client thief = scene.stranger(scene.hosting("Singapore"), Agent.tool(Scene.BOTO));
        AwsCaller session = scene.inAws(victim, Estate.STAGING, thief);
        scene.call(session, Calls.DESCRIBE_REGIONS, Estate.STAGING_SITE);
        scene.call(
                session,
                AwsCall.read("servicequotas", "ListServiceQuotas").asking("{'serviceCode': 'ec2'}"),
                Estate.STAGING_SITE);
        for (String region : List.of("us-west-2", "eu-north-1")) {
            scene.denied(session, RUN, new AwsSite(Estate.STAGING, region));
        }
        AwsSite far = new AwsSite(Estate.STAGING, "ap-southeast-2");
        scene.call(session, Calls.DESCRIBE_VPCS, far);
        scene.call(session, AwsCall.write("ec2", "CreateKeyPair").asking("{'keyName': 'k1'}"), far);
        for (int i = 0; i < 12; i++) {
            if (i % 5 == 4) {
                scene.pause(1, 6);
                scene.then(now -> scene.logs()
                        .aws()
                        .failed(
                                now,
                                session,
                                RUN,
                                far,
                                "Client.InstanceLimitExceeded",
                                "You have requested more vCPU capacity than your current limit.",
                                scene.chance(),
                                Estate.values(scene.chance())));
            } else {
                scene.call(session, RUN, far);
            }
        }
    }
}
