package io.windhover.simulator.robot;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.AwsCall;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsIds;
import io.windhover.simulator.log.AwsSite;
import io.windhover.simulator.place.Address;
import java.util.List;

/**
 * Software outside the clouds that still has long-lived keys of IAM users, each from its own place; and the one person who
 * still signs in to the console with a password of IAM.
 */
public final class LegacyKeys {
    /** The build server's user; its key leaks. */
    public static final String BUILD_USER = "ci-artifacts";

    public static final String REPORTING_USER = "legacy-reporting";
    public static final String PARTNER_USER = "partner-upload";
    /** Of the migration two summers ago. */
    public static final String MIGRATION_USER = "svc-migration";

    /** Whoever pays the bills. */
    public static final String BOOKKEEPER = "bookkeeping";

    public static final String JENKINS_AGENT = "aws-cli/1.42.40 md/Botocore#1.40.40 ua/2.1 os/linux#5.15.0-157-generic "
            + "md/arch#x86_64 lang/python#3.10.12 exec-env/Jenkins";
    private static final String BROWSER =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                    + "Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0";
    private static final String REPORTING_AGENT = "aws-sdk-php/3.356.4 ua/2.1 os/Linux#4.18.0 lang/php#8.1.33";
    private static final String PARTNER_AGENT = "aws-sdk-dotnet/3.7.400 ua/2.1 os/windows#10.0.17763 lang/.NET#8.0";

    private final World world;
    private final Chance chance;

    LegacyKeys(World world) {
        this.world = world;
        this.chance = world.chance("legacy keys");
    }

    /** The long-lived key of a user. */
    public static AwsCaller user(String name) {
        return AwsCaller.user(Estate.PRODUCTION, name, AwsIds.stable("AKIA", name));
    }

    /** Where the build server stands. */
    public static Address buildServer(World world) {
        return world.plan().provider("Merlin Outfitters", "Frankfurt").host(7);
    }

    void begin() {
        AwsCaller build = user(BUILD_USER).via(buildServer(world).ip(), JENKINS_AGENT);
        Rhythm.steady(world, chance, 60 + world.company().people().size() / 4.0, now -> {
            if (Rhythm.isWorkTime(now) || chance.happens(0.2)) {
                burst(
                        now,
                        build,
                        Estate.TOOLING_SITE,
                        List.of(Calls.LIST_OBJECTS, Calls.GET_OBJECT, Calls.PUT_OBJECT),
                        8);
            }
        });
        AwsCaller reporting = user(REPORTING_USER)
                .via(
                        world.plan()
                                .provider("Merlin Outfitters", "Frankfurt")
                                .host(9)
                                .ip(),
                        REPORTING_AGENT);
        Rhythm.every(
                world,
                chance,
                6 * Rhythm.HOUR,
                2 * Rhythm.HOUR,
                now -> burst(
                        now,
                        reporting,
                        Estate.DATA_SITE,
                        List.of(Calls.LIST_OBJECTS, Calls.GET_OBJECT, Calls.GET_OBJECT),
                        60));
        Rhythm.every(world, chance, Rhythm.DAY, 8 * Rhythm.HOUR, this::readBill);
        AwsCaller partner = user(PARTNER_USER)
                .via(
                        world.plan()
                                .provider("Partner Logistics", "Hamburg")
                                .host(4)
                                .ip(),
                        PARTNER_AGENT);
        Rhythm.every(
                world,
                chance,
                Rhythm.HOUR,
                10 * Rhythm.MINUTE,
                now -> burst(now, partner, Estate.PRODUCTION_SITE, List.of(Calls.PUT_OBJECT), 5));
    }

    /** Each working morning, with a second factor. */
    private void readBill(long now) {
        if (!Rhythm.isWorkTime(now) || chance.happens(0.1)) {
            return;
        }
        String ip = world.plan().of("office", "Berlin").get(0).host(1).ip();
        if (chance.happens(0.07)) {
            world.logs()
                    .aws()
                    .refusedAtTheDoor(
                            now,
                            AwsCaller.userAtTheDoor(Estate.PRODUCTION, BOOKKEEPER)
                                    .via(ip, BROWSER),
                            Calls.CONSOLE_LOGIN,
                            Estate.PRODUCTION_SITE,
                            chance);
        }
        world.agenda().at(now + 30_000, at -> world.logs()
                .aws()
                .call(
                        at,
                        AwsCaller.userAtTheDoor(Estate.PRODUCTION, BOOKKEEPER).via(ip, BROWSER),
                        Calls.CONSOLE_LOGIN,
                        Estate.PRODUCTION_SITE,
                        chance,
                        "Success",
                        "Yes"));
        burst(now + 90_000, user(BOOKKEEPER).via(ip, BROWSER), Estate.PRODUCTION_SITE, List.of(Calls.GET_COST), 6);
    }

    private void burst(long now, AwsCaller caller, AwsSite site, List<AwsCall> calls, int most) {
        int times = 1 + chance.below(most);
        long time = now;
        for (int i = 0; i < times; i++) {
            time += chance.between(50, 4_000);
            AwsCall call = calls.get(Math.min(i, calls.size() - 1));
            world.agenda()
                    .at(time, at -> world.logs().aws().call(at, caller, call, site, chance, Estate.values(chance)));
        }
    }
}
