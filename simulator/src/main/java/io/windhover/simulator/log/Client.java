package io.windhover.simulator.log;

import io.windhover.simulator.place.Address;

/**
 * Where somebody acts from, and on what.
 *
 * @param device the id by which an identity provider knows the device; empty where it does not
 * @param phone whether it is a phone
 */
public record Client(Address address, Agent agent, String device, boolean phone) {
    /** The same device elsewhere. */
    public Client at(Address newAddress) {
        return new Client(newAddress, agent, device, phone);
    }

    /** With another program. */
    public Client using(Agent newAgent) {
        return new Client(address, newAgent, device, phone);
    }

    public String ip() {
        return address.ip();
    }
}
