package io.windhover.simulator.robot;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.chance.Weighted;
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
 * What AWS does in the accounts by itself: it writes its own logs and records that, assumes roles for services, scales
 * groups, encrypts. A trail whose bucket does not let it write is refused, thousands of times.
 */
final class CloudItself {
    static final double CALLS_PER_PERSON_AND_DAY = 60;

    private final World world;
    private final Chance chance;
    private final Weighted<Rhythm.Deed> deeds = new Weighted<>();
    private final AwsCaller trail;

    CloudItself(World world) {
        this.world = world;
        this.chance = world.chance("cloud itself");
        this.trail = AwsCaller.service(Estate.ARCHIVE, "cloudtrail.amazonaws.com");
        deeds.add(9, this::writeLogs);
        deeds.add(2, now -> service(now, "config.amazonaws.com", Calls.PUT_OBJECT));
        deeds.add(2, now -> service(now, "delivery.logs.amazonaws.com", Calls.PUT_OBJECT));
        deeds.add(3, this::assume);
        deeds.add(2, now -> service(now, "s3.amazonaws.com", Calls.GENERATE_DATA_KEY));
        deeds.add(2, this::internal);
        deeds.add(0.08, this::scale);
    }

    void begin() {
        double people = world.company().people().size();
        Rhythm.steady(world, chance, CALLS_PER_PERSON_AND_DAY * people * world.scale(), now -> deeds.pick(chance)
                .run(now));
        // For some hours every few days, a second trail is refused at each delivery.
        Chance own = world.chance("refused trail");
        Rhythm.steady(world, own, 0.3, now -> refused(now, own));
    }

    private void writeLogs(long now) {
        AwsCall call = chance.happens(0.15) ? Calls.GET_BUCKET_ACL : Calls.PUT_OBJECT;
        world.logs().aws().call(now, trail, call, Estate.ARCHIVE_SITE, chance, archive());
    }

    private String[] archive() {
        String[] values = Estate.values(chance);
        values[0] = "merlin-trail-archive";
        values[1] = "AWSLogs/" + chance.pick(List.of(Estate.PRODUCTION, Estate.DATA, Estate.TOOLING)) + "/CloudTrail/"
                + chance.hex(16) + ".json.gz";
        return values;
    }

    private void refused(long now, Chance own) {
        int times = 40 + own.below(400);
        long time = now;
        for (int i = 0; i < times; i++) {
            time += own.between(500, 20_000);
            world.agenda().at(time, at -> world.logs()
                    .aws()
                    .failed(
                            at,
                            trail,
                            Calls.PUT_OBJECT,
                            Estate.ARCHIVE_SITE,
                            "AccessDenied",
                            "Access Denied",
                            own,
                            archive()));
        }
    }

    private void service(long now, String name, AwsCall call) {
        AwsSite site = chance.pick(List.of(Estate.PRODUCTION_SITE, Estate.DATA_SITE, Estate.STAGING_SITE));
        world.logs()
                .aws()
                .call(now, AwsCaller.service(site.account(), name), call, site, chance, Estate.values(chance));
    }

    private void assume(long now) {
        String service = chance.pick(List.of("lambda.amazonaws.com", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com"));
        AwsRole role = AwsRole.of(Estate.PRODUCTION, chance.pick(Estate.FUNCTIONS) + "-role");
        String session = service.startsWith("ec2") ? chance.pick(Estate.INSTANCES) : chance.pick(Estate.FUNCTIONS);
        world.logs()
                .aws()
                .call(
                        now,
                        AwsCaller.service(Estate.PRODUCTION, service),
                        Calls.ASSUME_ROLE,
                        Estate.PRODUCTION_SITE,
                        chance,
                        role.arn(),
                        session,
                        AwsIds.fresh("ASIA", chance),
                        role.id(),
                        role.session(session));
    }

    private void internal(long now) {
        AwsCaller caller = AwsCaller.internal(Estate.PRODUCTION);
        world.logs()
                .aws()
                .call(now, caller, Calls.GENERATE_DATA_KEY, Estate.PRODUCTION_SITE, chance, Estate.values(chance));
    }

    /** A group grows or shrinks, in a burst, in the name of the service's own role. */
    private void scale(long now) {
        AwsRole role = new AwsRole(
                Estate.PRODUCTION,
                "aws-service-role/autoscaling.amazonaws.com/",
                "AWSServiceRoleForAutoScaling",
                AwsIds.stable("AROA", "autoscaling"));
        AwsCaller caller = AwsCaller.session(role, "AutoScaling", AwsIds.fresh("ASIA", chance), now)
                .through("autoscaling.amazonaws.com");
        AwsCall call = chance.happens(0.5) ? Calls.RUN_INSTANCES : Calls.TERMINATE_INSTANCES;
        int times = 1 + chance.below(6);
        for (int i = 0; i < times; i++) {
            world.agenda().at(now + i * 300L, at -> world.logs()
                    .aws()
                    .call(at, caller, call, Estate.PRODUCTION_SITE, chance, Estate.values(chance)));
        }
    }
}
