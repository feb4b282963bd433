package io.windhover.simulator.robot;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.EntraLog;
import io.windhover.simulator.log.OktaLog;
import io.windhover.simulator.log.OktaLog.Kind;
import io.windhover.simulator.log.OktaLog.Target;
import io.windhover.simulator.place.Address;
import io.windhover.simulator.place.Network;
import java.util.List;

/**
 * What directories see all the time: provisioning by programs, and strangers on the internet who try a password or two, as
 * every tenant is tried, without ever getting far.
 */
final class DirectoryNoise {
    private static final OktaLog.User PROVISIONING =
            new OktaLog.User("0oa1provisioning5d7", "system@okta.com", "Okta System");
    private static final EntraLog.App EXCHANGE = new EntraLog.App(
            "00000002-0000-0ff1-ce00-000000000000", "Office 365 Exchange Online", "Office 365 Exchange Online");

    private final World world;
    private final Chance chance;

    DirectoryNoise(World world) {
        this.world = world;
        this.chance = world.chance("directory noise");
    }

    void begin() {
        double people = world.company().people().size();
        Rhythm.steady(world, chance, 10 + people / 3, this::provision);
        Chance own = world.chance("strangers");
        Rhythm.steady(world, own, 4 + people / 60, now -> stranger(now, own));
    }

    private void provision(long now) {
        Person person = chance.pick(world.company().people());
        Client client = new Client(
                world.plan().provider("Vendor Cloud", "Dublin").host(40 + chance.below(4)),
                Agent.tool("Okta-Integrations"),
                "",
                false);
        Kind kind = chance.pick(List.of(Kind.APP_ADDED, Kind.GROUP_ADDED));
        world.logs()
                .okta()
                .event(now, kind, PROVISIONING, client, "trs" + chance.hex(16), chance, Target.of(person.okta()));
    }

    /** Up to three accounts, one or two tries each, never more from one address. */
    private void stranger(long now, Chance own) {
        List<Network> networks = world.plan().of(own.happens(0.6) ? "hosting" : "vpn");
        Address address = own.pick(networks).host(own.below(250));
        Client client = new Client(address, Agent.tool("BAV2ROPC"), "", false);
        long time = now;
        int accounts = 1 + own.below(3);
        for (int i = 0; i < accounts; i++) {
            Person person = own.pick(world.company().people());
            if (person.inEntra()) {
                EntraLog.Result result = own.happens(0.15) ? EntraLog.Result.LOCKED : EntraLog.Result.WRONG_PASSWORD;
                world.agenda().at(time, at -> world.logs()
                        .entra()
                        .signIn(at, person.entra(), EXCHANGE, client, result, false, "", own));
            }
            time += own.between(60_000, 900_000);
        }
    }
}
