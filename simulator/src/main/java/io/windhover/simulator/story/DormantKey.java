package io.windhover.simulator.story;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.robot.LegacyKeys;
import java.time.Duration;
import java.util.List;

/** A key that nobody has used since the migration is used again, through an anonymising network. */
final class DormantKey implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "dormant-key", "Key used again after months", "T1078.004", List.of(2, 8, 19), Duration.ofHours(2));
    }

    @Override
    public void play(Scene scene) {
        AwsCaller key = LegacyKeys.user(LegacyKeys.MIGRATION_USER);
        scene.entity(key.arn());
        scene.entity(key.key());
        AwsCaller old = key.via(
                scene.plan().provider("Merlin Outfitters", "Frankfurt").host(30).ip(), "aws-cli/1.38.0");
        for (int day = 134; day > 126; day--) {
            scene.longAgo(day, now -> scene.world()
                    .logs()
                    .unlabelled()
                    .aws()
                    .call(
                            now,
                            old,
                            Calls.PUT_OBJECT,
                            Estate.PRODUCTION_SITE,
                            scene.chance(),
                            Estate.values(scene.chance())));
        }
        AwsCaller thief = key.via(scene.host("tor", "Stockholm").ip(), Scene.BOTO);
        scene.call(thief, Calls.GET_CALLER_IDENTITY, Estate.PRODUCTION_SITE);
        scene.denied(thief, Calls.LIST_USERS, Estate.PRODUCTION_SITE);
        scene.call(thief, Calls.LIST_BUCKETS, Estate.PRODUCTION_SITE);
        scene.call(thief, Calls.LIST_OBJECTS, Estate.PRODUCTION_SITE);
        for (int i = 0; i < 6; i++) {
            scene.call(thief, Calls.GET_OBJECT, Estate.PRODUCTION_SITE);
        }
    }
}
