package io.windhover.simulator.story;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.log.AwsCall;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.robot.LegacyKeys;
import java.time.Duration;
import java.util.List;

/** A build server's key stands in a public repository: a scanner tries it, later somebody looks around with it and is refused most. */
final class LeakedKey implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "leaked-access-key",
                "Leaked access key of the build server is tried out",
                "T1552.001 T1078.004 T1526 T1580",
                List.of(2, 5, 8, 11, 12, 13),
                Duration.ofHours(4));
    }

    @Override
    public void play(Scene scene) {
        AwsCaller key = LegacyKeys.user(LegacyKeys.BUILD_USER);
        scene.entity(key.arn());
        scene.entity(key.key());
        AwsCaller scanner = key.via(scene.hosting("Dallas").ip(), "TruffleHog");
        scene.call(scanner, Calls.GET_CALLER_IDENTITY, Estate.PRODUCTION_SITE);
        scene.pause(1_200, 5_000);
        AwsCaller intruder = key.via(scene.hosting("Bucharest").ip(), Scene.BOTO);
        scene.call(intruder, Calls.GET_CALLER_IDENTITY, Estate.PRODUCTION_SITE);
        scene.call(intruder, Calls.LIST_BUCKETS, Estate.PRODUCTION_SITE);
        scene.pause(60, 200);
        enumerate(scene, intruder);
        scene.pause(300, 900);
        for (int i = 0; i < 12; i++) {
            scene.call(intruder, i % 4 == 0 ? Calls.LIST_OBJECTS : Calls.GET_OBJECT, Estate.PRODUCTION_SITE);
        }
        scene.pause(60, 240);
        scene.denied(
                intruder,
                AwsCall.write("iam", "CreateUser").asking("{'userName': 'support-backup'}"),
                Estate.PRODUCTION_SITE);
        scene.denied(
                intruder,
                AwsCall.write("iam", "CreateAccessKey").asking("{'userName': 'ci-artifacts'}"),
                Estate.PRODUCTION_SITE);
    }

    /** As an exploitation framework does: one service after the other, several calls a second. */
    private static void enumerate(Scene scene, AwsCaller intruder) {
        for (AwsCall call : List.of(
                Calls.LIST_USERS,
                Calls.LIST_ROLES,
                Calls.LIST_POLICIES,
                Calls.GET_AUTHORIZATION_DETAILS,
                Calls.GET_ACCOUNT_SUMMARY,
                Calls.DESCRIBE_INSTANCES,
                Calls.DESCRIBE_SECURITY_GROUPS,
                Calls.DESCRIBE_SNAPSHOTS,
                Calls.LIST_FUNCTIONS,
                Calls.LIST_SECRETS,
                Calls.DESCRIBE_PARAMETERS,
                Calls.DESCRIBE_DB_INSTANCES,
                Calls.LIST_TABLES,
                Calls.LIST_KEYS,
                Calls.LIST_CLUSTERS,
                Calls.DESCRIBE_TRAILS)) {
            scene.pause(0, 1);
            String[] values = Estate.values(scene.chance());
            scene.then(now ->
                    scene.logs().aws().denied(now, intruder, call, Estate.PRODUCTION_SITE, scene.chance(), values));
        }
    }
}
