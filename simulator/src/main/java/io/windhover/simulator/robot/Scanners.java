package io.windhover.simulator.robot;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.AwsCall;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsIds;
import io.windhover.simulator.log.AwsRole;
import io.windhover.simulator.log.AwsSite;
import java.util.List;

/**
 * Vendors who watch: one takes stock of every account and region each night and is refused some of it; one fetches metrics
 * every few minutes. Both come from the vendor's cloud under a role in each account.
 */
final class Scanners {
    private static final List<AwsCall> INVENTORY = List.of(
            Calls.DESCRIBE_REGIONS,
            Calls.DESCRIBE_INSTANCES,
            Calls.DESCRIBE_VPCS,
            Calls.DESCRIBE_SUBNETS,
            Calls.DESCRIBE_SECURITY_GROUPS,
            Calls.DESCRIBE_VOLUMES,
            Calls.DESCRIBE_SNAPSHOTS,
            Calls.LIST_BUCKETS,
            Calls.GET_BUCKET_ACL,
            Calls.GET_BUCKET_POLICY,
            Calls.GET_BUCKET_ENCRYPTION,
            Calls.LIST_USERS,
            Calls.LIST_ROLES,
            Calls.LIST_POLICIES,
            Calls.LIST_ACCESS_KEYS,
            Calls.LIST_MFA_DEVICES,
            Calls.GET_ACCOUNT_SUMMARY,
            Calls.LIST_FUNCTIONS,
            Calls.DESCRIBE_DB_INSTANCES,
            Calls.LIST_TABLES,
            Calls.LIST_QUEUES,
            Calls.LIST_TOPICS,
            Calls.LIST_KEYS,
            Calls.LIST_SECRETS,
            Calls.DESCRIBE_TRAILS,
            Calls.DESCRIBE_LOAD_BALANCERS,
            Calls.DESCRIBE_GROUPS,
            Calls.LIST_CLUSTERS,
            Calls.DESCRIBE_LOG_GROUPS,
            Calls.DESCRIBE_ALARMS);
    private static final List<AwsCall> REFUSED =
            List.of(Calls.GET_COST, Calls.LIST_ACCOUNTS, Calls.GET_AUTHORIZATION_DETAILS);
    private static final List<String> ACCOUNTS =
            List.of(Estate.PRODUCTION, Estate.DATA, Estate.STAGING, Estate.DEVELOPMENT, Estate.TOOLING);
    private static final String AGENT = "Boto3/1.40.45 md/Botocore#1.40.45 ua/2.1 os/linux#6.1.150 md/arch#x86_64 "
            + "lang/python#3.12.11 md/pyimpl#CPython Botocore/1.40.45";

    private final World world;
    private final Chance chance;

    Scanners(World world) {
        this.world = world;
        this.chance = world.chance("scanners");
    }

    void begin() {
        Rhythm.every(world, chance, Rhythm.DAY, 2 * Rhythm.HOUR, this::takeStock);
        for (String account : List.of(Estate.PRODUCTION, Estate.STAGING)) {
            Rhythm.every(world, chance, 5 * Rhythm.MINUTE, 30 * Rhythm.SECOND, now -> metrics(now, account));
        }
    }

    private void takeStock(long now) {
        long time = now;
        for (String account : ACCOUNTS) {
            AwsCaller caller = vendor(time, account, "posture-reader");
            for (String region : Estate.REGIONS) {
                AwsSite site = new AwsSite(account, region);
                for (AwsCall call : INVENTORY) {
                    time += chance.between(20, 800);
                    world.agenda().at(time, at -> world.logs()
                            .aws()
                            .call(at, caller, call, site, chance, Estate.values(chance)));
                }
                for (AwsCall call : REFUSED) {
                    time += chance.between(20, 800);
                    world.agenda().at(time, at -> world.logs()
                            .aws()
                            .denied(at, caller, call, site, chance, Estate.values(chance)));
                }
            }
        }
    }

    private void metrics(long now, String account) {
        AwsCaller caller = vendor(now, account, "metrics-reader");
        AwsSite site = new AwsSite(account, Estate.HOME_REGION);
        for (int i = 0; i < 4; i++) {
            AwsCall call = i == 0 ? Calls.LIST_METRICS : Calls.GET_METRIC_DATA;
            world.agenda().at(now + i * 900L, at -> world.logs()
                    .aws()
                    .call(at, caller, call, site, chance, Estate.values(chance)));
        }
    }

    private AwsCaller vendor(long now, String account, String name) {
        AwsRole role = AwsRole.of(account, name);
        return AwsCaller.session(role, name, AwsIds.fresh("ASIA", chance), now)
                .via(
                        world.plan()
                                .provider("Vendor Cloud", "Dublin")
                                .host(chance.below(6))
                                .ip(),
                        AGENT);
    }
}
