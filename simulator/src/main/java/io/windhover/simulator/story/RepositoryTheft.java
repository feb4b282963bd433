package io.windhover.simulator.story;

import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.Client;
import java.time.Duration;
import java.util.List;

/** A token from a developer's laptop clones repository after repository from a rented server. */
final class RepositoryTheft implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "repository-theft",
                "Repositories cloned in bulk with a stolen token",
                "T1528 T1213.003",
                List.of(2, 3, 24),
                Duration.ofHours(2));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(Job.DEVELOPER);
        scene.entity(victim.handle());
        Client thief = scene.stranger(scene.hosting("Amsterdam"), Agent.tool("git/2.34.1"));
        String token = scene.chance().hex(43) + "=";
        scene.entity(token);
        event(
                scene,
                "git.fetch",
                victim,
                scene.atHome(victim).using(Agent.tool("git/2.50.0")),
                Estate.REPOSITORIES.get(0),
                token);
        scene.pause(600, 1_800);
        for (String repository : Estate.REPOSITORIES) {
            event(scene, "git.clone", victim, thief, repository, token);
        }
    }

    private static void event(
            Scene scene, String action, Person person, Client client, String repository, String token) {
        scene.pause(2, 12);
        scene.then(now -> scene.logs()
                .github()
                .byToken(
                        now,
                        action,
                        person.handle(),
                        client,
                        repository,
                        "Personal access token (classic)",
                        token,
                        scene.chance()));
    }
}
