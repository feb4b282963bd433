package io.windhover.simulator.robot;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.chance.Weighted;
import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.AwsCall;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsIds;
import io.windhover.simulator.log.AwsLog;
import io.windhover.simulator.log.AwsRole;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The software of the company at work: instances, functions and pods under roles of their own, each with a few calls that
 * it always makes. Their keys are renewed by themselves. Most of all events are theirs.
 */
final class Workloads {
    static final double CALLS_PER_PERSON_AND_DAY = 150;

    private static final String INSTANCE_AGENT =
            "aws-sdk-java/2.35.1 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.150 lang/java#21.0.8 md/OpenJDK_64-Bit_Server_VM";
    private static final String FUNCTION_AGENT =
            "aws-sdk-js/3.896.0 ua/2.1 os/linux#5.10.240 lang/js md/nodejs#22.19.0 exec-env/AWS_Lambda_nodejs22.x";
    private static final String POD_AGENT =
            "Boto3/1.40.45 md/Botocore#1.40.45 ua/2.1 os/linux#6.1.150 md/arch#x86_64 lang/python#3.12.11 Botocore/1.40.45";

    private final World world;
    private final Chance chance;
    private final List<Workload> workloads = new ArrayList<>();

    Workloads(World world) {
        this.world = world;
        this.chance = world.chance("workloads");
        Estate.INSTANCES.forEach(id -> workloads.add(new Instance(id)));
        Estate.FUNCTIONS.forEach(name -> workloads.add(new Function(name)));
        Estate.SERVICES.forEach(name -> IntStream.range(0, 5).forEach(i -> workloads.add(new Pod(name))));
    }

    void begin() {
        Rhythm.steady(
                world,
                chance,
                CALLS_PER_PERSON_AND_DAY * world.company().people().size() * world.scale(),
                now -> chance.pick(workloads).call(now));
    }

    /** The role of an instance's or a pod's service. */
    static AwsRole role(String service) {
        return AwsRole.of(Estate.PRODUCTION, service + "-service");
    }

    private abstract class Workload {
        private final Weighted<AwsCall> calls = new Weighted<>();
        private final long lifetime;
        private AwsCaller caller = AwsCaller.internal(Estate.PRODUCTION);
        private long expires = Long.MIN_VALUE;

        Workload(long lifetime) {
            this.lifetime = lifetime;
        }

        final void usually(double weight, AwsCall call) {
            calls.add(weight, call);
        }

        abstract AwsCaller renew(long now);

        final void call(long now) {
            if (now >= expires) {
                expires = now + lifetime + chance.below((int) (lifetime / 4));
                caller = renew(now);
            }
            AwsLog aws = world.logs().aws();
            if (chance.happens(0.002)) {
                aws.failed(
                        now,
                        caller,
                        calls.pick(chance),
                        Estate.PRODUCTION_SITE,
                        "ThrottlingException",
                        "Rate exceeded",
                        chance,
                        Estate.values(chance));
            } else {
                aws.call(now, caller, calls.pick(chance), Estate.PRODUCTION_SITE, chance, Estate.values(chance));
            }
        }
    }

    private final class Instance extends Workload {
        private final String id;
        private final AwsRole role;
        private final String ip;

        Instance(String id) {
            super(5 * Rhythm.HOUR);
            this.id = id;
            Chance own = world.chance(id);
            this.role = role(own.pick(Estate.SERVICES));
            // Behind the network's translation of addresses, or inside through an endpoint.
            this.ip = own.happens(0.3)
                    ? "10.30." + own.below(8) + "." + (10 + own.below(200))
                    : world.plan()
                            .provider("Amber Cloud", "Frankfurt")
                            .host(own.below(3))
                            .ip();
            usually(5, Calls.GET_OBJECT);
            usually(2, Calls.PUT_OBJECT);
            usually(4, Calls.GET_ITEM);
            usually(1, Calls.PUT_ITEM);
            usually(2, Calls.RECEIVE_MESSAGE);
            usually(1, Calls.UPDATE_INSTANCE_INFORMATION);
            usually(0.05, Calls.GET_SECRET);
        }

        @Override
        AwsCaller renew(long now) {
            return AwsCaller.instance(role, id, AwsIds.fresh("ASIA", chance), now)
                    .via(ip, INSTANCE_AGENT);
        }
    }

    private final class Function extends Workload {
        private final String name;

        Function(String name) {
            super(8 * Rhythm.HOUR);
            this.name = name;
            usually(4, Calls.GET_ITEM);
            usually(2, Calls.PUT_ITEM);
            usually(2, Calls.GET_OBJECT);
            usually(1, Calls.CREATE_LOG_STREAM);
            usually(1, Calls.DECRYPT);
            usually(0.1, Calls.GET_PARAMETER);
        }

        @Override
        AwsCaller renew(long now) {
            String ip = world.plan()
                    .provider("Amber Cloud", "Frankfurt")
                    .host(40 + chance.below(60))
                    .ip();
            AwsRole role = AwsRole.of(Estate.PRODUCTION, name + "-role");
            return AwsCaller.session(role, name, AwsIds.fresh("ASIA", chance), now)
                    .via(ip, FUNCTION_AGENT);
        }
    }

    /** A pod shows its service account's token and gets a key for an hour. */
    private final class Pod extends Workload {
        private final String service;

        Pod(String service) {
            super(Rhythm.HOUR);
            this.service = service;
            usually(4, Calls.GET_OBJECT);
            usually(2, Calls.LIST_OBJECTS);
            usually(2, Calls.RECEIVE_MESSAGE);
            usually(1, Calls.GET_ITEM);
            usually(0.05, Calls.GET_SECRET);
        }

        @Override
        AwsCaller renew(long now) {
            String ip = world.plan()
                    .provider("Amber Cloud", "Frankfurt")
                    .host(3 + chance.below(2))
                    .ip();
            String key = AwsIds.fresh("ASIA", chance);
            AwsRole role = role(service);
            String session = "botocore-session-" + now / 1_000;
            AwsCaller account = AwsCaller.webIdentity(Estate.PRODUCTION, Estate.CLUSTER_PROVIDER, subject(service))
                    .via(ip, POD_AGENT);
            world.logs()
                    .aws()
                    .call(
                            now,
                            account,
                            Calls.ASSUME_ROLE_WITH_WEB_IDENTITY,
                            Estate.PRODUCTION_SITE,
                            chance,
                            role.arn(),
                            session,
                            key,
                            role.id(),
                            role.session(session),
                            subject(service),
                            Estate.CLUSTER_PROVIDER);
            return AwsCaller.federated(role, session, key, now, Estate.CLUSTER_PROVIDER)
                    .via(ip, POD_AGENT);
        }
    }

    static String subject(String service) {
        return "system:serviceaccount:" + service + ":" + service;
    }
}
