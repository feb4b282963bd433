package io.windhover.simulator.story;

import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.EntraLog;
import io.windhover.simulator.place.Address;
import io.windhover.simulator.place.Network;
import java.time.Duration;
import java.util.List;

/** Many addresses share the work of trying a password for many accounts at one application; none gets in. */
final class DistributedSpray implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "distributed-spray",
                "Password spray from many addresses",
                "T1110.003",
                List.of(15),
                Duration.ofHours(2));
    }

    @Override
    public void play(Scene scene) {
        List<Person> people = scene.world().company().people().stream()
                .filter(Person::inEntra)
                .toList();
        scene.entity(EntraLog.TENANT);
        List<Network> hosts = scene.plan().of("hosting");
        for (int i = 0; i < 60; i++) {
            Person person = people.get(i % Math.min(30, people.size()));
            Address address = hosts.get(i % hosts.size()).host(scene.chance().below(250));
            Client client = scene.stranger(address, Agent.tool("BAV2ROPC"));
            EntraLog.Result result = i % 11 == 0 ? EntraLog.Result.LOCKED : EntraLog.Result.WRONG_PASSWORD;
            scene.pause(4, 20);
            scene.then(now -> scene.logs()
                    .entra()
                    .signIn(now, person.entra(), PasswordSpray.SHELL, client, result, false, "", scene.chance()));
        }
    }
}
