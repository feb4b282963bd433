package io.windhover.simulator.story;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsIds;
import io.windhover.simulator.log.AwsRole;
import java.time.Duration;
import java.util.List;

/** A hole in the shop lets somebody read an instance's credentials from the metadata service and use them outside. */
final class InstanceTheft implements Story {
    private static final String JAVA = "aws-sdk-java/2.35.1 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.150 "
            + "lang/java#21.0.8 md/OpenJDK_64-Bit_Server_VM";

    @Override
    public Plot plot() {
        return Plot.of(
                "stolen-instance-credentials",
                "Credentials of an instance used outside the cloud",
                "T1190 T1552.005 T1078.004",
                List.of(2, 9, 10),
                Duration.ofHours(3));
    }

    @Override
    public void play(Scene scene) {
        String instance = scene.chance().pick(Estate.INSTANCES);
        AwsRole role = AwsRole.of(Estate.PRODUCTION, "checkout-service");
        scene.entity(role.arn() + "#" + instance);
        AwsCaller session = AwsCaller.instance(role, instance, AwsIds.fresh("ASIA", scene.chance()), scene.time());
        AwsCaller itself = session.via(
                scene.plan().provider("Amber Cloud", "Frankfurt").host(1).ip(), JAVA);
        AwsCaller browser = session.via(scene.host("vpn", "Panama City").ip(), Scene.COMMAND_LINE);
        AwsCaller server = session.via(scene.hosting("Singapore").ip(), Scene.BOTO);
        for (int i = 0; i < 4; i++) {
            scene.call(itself, Calls.GET_OBJECT, Estate.PRODUCTION_SITE);
            scene.pause(20, 90);
        }
        scene.call(browser, Calls.GET_CALLER_IDENTITY, Estate.PRODUCTION_SITE);
        scene.call(browser, Calls.LIST_BUCKETS, Estate.PRODUCTION_SITE);
        scene.denied(browser, Calls.LIST_USERS, Estate.PRODUCTION_SITE);
        scene.call(itself, Calls.GET_ITEM, Estate.PRODUCTION_SITE);
        scene.pause(60, 300);
        scene.denied(server, Calls.LIST_SECRETS, Estate.PRODUCTION_SITE);
        scene.denied(server, Calls.DESCRIBE_INSTANCES, Estate.PRODUCTION_SITE);
        for (int i = 0; i < 25; i++) {
            scene.call(server, i % 8 == 0 ? Calls.LIST_OBJECTS : Calls.GET_OBJECT, Estate.PRODUCTION_SITE);
        }
    }
}
