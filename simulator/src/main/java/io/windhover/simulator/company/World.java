package io.windhover.simulator.company;

import io.windhover.simulator.agenda.Agenda;
import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.log.Logs;
import io.windhover.simulator.place.AddressPlan;

/**
 * All that those who act have in common.
 *
 * @param start when the simulation begins, in milliseconds since 1970
 * @param end when it ends
 * @param scale how many times as much as usual the workloads do
 */
public record World(
        long seed, long start, long end, double scale, Agenda agenda, Logs logs, AddressPlan plan, Company company) {

    /** The chance of somebody who acts. */
    public Chance chance(String name) {
        return Chance.of(seed, name);
    }

    /** The same world, whose events go elsewhere. */
    public World writing(Logs newLogs) {
        return new World(seed, start, end, scale, agenda, newLogs, plan, company);
    }
}
