package io.windhover.simulator.story;

import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.EntraLog;
import io.windhover.simulator.place.Address;
import java.time.Duration;
import java.util.List;

/** One address tries one password for many accounts at Microsoft; one lets it in, and the directory is read. */
final class PasswordSpray implements Story {
    static final EntraLog.App SHELL = new EntraLog.App(
            "1b730954-1685-4b74-9bfd-dac224a7b894",
            "Azure Active Directory PowerShell",
            "Windows Azure Active Directory");
    private static final EntraLog.App GRAPH = new EntraLog.App(
            "04b07795-8ddb-461a-bbee-02f9e1bf7b46", "Microsoft Azure CLI", "Windows Azure Active Directory");
    private static final EntraLog.Change REGISTER =
            new EntraLog.Change("User registered security info", "UserManagement", "Authentication Methods", "Add");

    @Override
    public Plot plot() {
        return Plot.of(
                "password-spray",
                "Password spray from one address, with success",
                "T1110.003 T1078.004 T1087.004",
                List.of(1, 3, 15, 16),
                Duration.ofHours(4));
    }

    @Override
    public void play(Scene scene) {
        List<Person> people = scene.world().company().people().stream()
                .filter(Person::inEntra)
                .toList();
        Address address = scene.hosting("Bucharest");
        scene.entity(address.ip());
        Client sprayer = scene.stranger(address, Agent.tool("python-requests/2.32.3"));
        int most = Math.min(40, people.size());
        int from = scene.chance().below(people.size());
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < most; i++) {
                Person person = people.get((from + i) % people.size());
                scene.pause(10, 34);
                EntraLog.Result result =
                        scene.chance().happens(0.1) ? EntraLog.Result.LOCKED : EntraLog.Result.WRONG_PASSWORD;
                scene.then(now -> signIn(scene, now, person, sprayer, result));
            }
        }
        Person victim = people.get((from + most / 2) % people.size());
        scene.entity(victim.entra().id());
        scene.pause(20, 60);
        scene.then(now -> signIn(scene, now, victim, sprayer, EntraLog.Result.OK));
        scene.pause(300, 1_200);
        Client tool = scene.stranger(scene.hosting("Helsinki"), Agent.tool("aiohttp/3.11.11 roadtools"));
        scene.then(now -> scene.logs()
                .entra()
                .signIn(now, victim.entra(), GRAPH, tool, EntraLog.Result.OK, false, "", scene.chance()));
        scene.pause(60, 300);
        scene.then(now -> scene.logs()
                .entra()
                .audit(now, REGISTER, victim.entra(), tool, EntraLog.Target.of(victim.entra()), "", scene.chance()));
    }

    private static void signIn(Scene scene, long now, Person person, Client client, EntraLog.Result result) {
        scene.logs().entra().signIn(now, person.entra(), SHELL, client, result, false, "", scene.chance());
    }
}
