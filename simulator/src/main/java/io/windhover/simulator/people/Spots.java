package io.windhover.simulator.people;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.place.Address;
import io.windhover.simulator.place.AddressPlan;
import io.windhover.simulator.place.Network;
import java.util.List;

/** From which address somebody appears, who is at a place. Not thread-safe. */
final class Spots {
    private final Person person;
    private final AddressPlan plan;
    private final Whereabouts whereabouts;
    private final Chance chance;
    private final int host;

    /** A provider changes the address at home now and then. */
    private int lease;

    Spots(Person person, AddressPlan plan, Whereabouts whereabouts, Chance chance) {
        this.person = person;
        this.plan = plan;
        this.whereabouts = whereabouts;
        this.chance = chance;
        this.host = chance.below(1 << 16);
    }

    /** Where the laptop is for some hours. */
    Address sitDown(boolean inOffice) {
        if (chance.happens(0.03)) {
            lease++;
        }
        if (person.privateVpn() && chance.happens(0.3)) {
            return chance.pick(plan.of("vpn").stream()
                            .filter(network -> network.asName().startsWith("Burrow"))
                            .toList())
                    .host(chance.below(200));
        }
        String city = whereabouts.city();
        List<Network> office = plan.of("office", city);
        if (inOffice && !office.isEmpty()) {
            return office.get(0).host(chance.below(3));
        }
        if (person.gateway() && chance.happens(0.4)) {
            return plan.provider("Merlin Outfitters Gateway", isAmerican() ? "New York" : "Berlin")
                    .host(chance.below(4));
        }
        if (person.relay() && chance.happens(0.5)) {
            return plan.provider("Private Relay", isAmerican() ? "New York" : "Frankfurt")
                    .host(chance.below(200));
        }
        if (!whereabouts.isAtHome() || chance.happens(0.04)) {
            return chance.pick(plan.of("business", city)).host(chance.below(250));
        }
        if (person.secondHomeAddress().isPresent() && chance.happens(0.5)) {
            return person.secondHomeAddress().get();
        }
        return person.home().host(host + lease);
    }

    /** The phone: on the way in the network of the city, else at home. */
    Address phone() {
        String city = whereabouts.city();
        if (whereabouts.isAtHome() && chance.happens(0.4)) {
            return person.home().host(host + lease);
        }
        return chance.pick(plan.of("mobile", city)).host(chance.below(1 << 16));
    }

    /** In the air. */
    Address aloft() {
        return chance.pick(plan.of("satellite")).host(chance.below(200));
    }

    private boolean isAmerican() {
        return whereabouts.zone().getId().startsWith("America");
    }
}
