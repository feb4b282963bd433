package io.windhover.simulator.robot;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsIds;
import io.windhover.simulator.log.AwsRole;

/** Copies by night: snapshots, a bucket read from end to end, and every hour all secrets for the cluster. */
final class Backups {
    private static final String AGENT =
            "Boto3/1.40.45 md/Botocore#1.40.45 ua/2.1 os/linux#6.1.150 md/arch#x86_64 lang/python#3.12.11 Botocore/1.40.45";

    private final World world;
    private final Chance chance;

    Backups(World world) {
        this.world = world;
        this.chance = world.chance("backups");
    }

    void begin() {
        Rhythm.every(world, chance, Rhythm.DAY, 90 * Rhythm.MINUTE, this::snapshots);
        Rhythm.every(world, chance, Rhythm.DAY, 3 * Rhythm.HOUR, this::copyBucket);
        Rhythm.every(world, chance, Rhythm.HOUR, 5 * Rhythm.MINUTE, this::secrets);
    }

    private void snapshots(long now) {
        AwsRole role = AwsRole.of(Estate.PRODUCTION, "backup-service");
        AwsCaller caller = AwsCaller.session(role, "AWSBackup", AwsIds.fresh("ASIA", chance), now)
                .through("backup.amazonaws.com");
        for (int i = 0; i < Estate.INSTANCES.size(); i++) {
            world.agenda().at(now + i * 4_000L, at -> world.logs()
                    .aws()
                    .call(at, caller, Calls.CREATE_SNAPSHOT, Estate.PRODUCTION_SITE, chance, Estate.values(chance)));
        }
    }

    private void copyBucket(long now) {
        AwsRole role = AwsRole.of(Estate.PRODUCTION, "bucket-copy");
        AwsCaller caller = AwsCaller.session(role, "nightly", AwsIds.fresh("ASIA", chance), now)
                .via(world.plan().provider("Amber Cloud", "Frankfurt").host(20).ip(), AGENT);
        long time = now;
        for (int i = 0; i < 300; i++) {
            time += chance.between(20, 500);
            world.agenda().at(time, at -> world.logs()
                    .aws()
                    .call(at, caller, Calls.GET_OBJECT, Estate.PRODUCTION_SITE, chance, Estate.values(chance)));
        }
    }

    private void secrets(long now) {
        AwsRole role = AwsRole.of(Estate.PRODUCTION, "external-secrets");
        AwsCaller caller = AwsCaller.federated(
                        role, "external-secrets", AwsIds.fresh("ASIA", chance), now, Estate.CLUSTER_PROVIDER)
                .via(
                        world.plan()
                                .provider("Amber Cloud", "Frankfurt")
                                .host(3)
                                .ip(),
                        "aws-sdk-go-v2/1.39.2 external-secrets/0.19.2");
        for (int i = 0; i < Estate.SECRETS.size(); i++) {
            String secret = Estate.SECRETS.get(i);
            world.agenda().at(now + i * 120L, at -> {
                String[] values = Estate.values(chance);
                values[3] = secret;
                world.logs().aws().call(at, caller, Calls.GET_SECRET, Estate.PRODUCTION_SITE, chance, values);
            });
        }
    }
}
