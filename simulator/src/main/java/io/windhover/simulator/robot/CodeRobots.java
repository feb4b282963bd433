package io.windhover.simulator.robot;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.Client;

/** Robots at GitHub: one mends dependencies, one copies every repository each night. */
final class CodeRobots {
    private static final String TOKEN = "Personal access token (classic)";

    private final World world;
    private final Chance chance;

    CodeRobots(World world) {
        this.world = world;
        this.chance = world.chance("code robots");
    }

    void begin() {
        Rhythm.steady(world, chance, 20 + world.company().people().size() / 10.0, this::mend);
        Rhythm.every(world, chance, Rhythm.DAY, 4 * Rhythm.HOUR, this::mirror);
    }

    private void mend(long now) {
        Client client = new Client(
                world.plan().provider("Blue Cloud", "Ashburn").host(chance.below(480)),
                Agent.tool("dependabot-core"),
                "",
                false);
        world.logs()
                .github()
                .event(now, "pull_request.create", "dependabot[bot]", client, chance.pick(Estate.REPOSITORIES), chance);
    }

    private void mirror(long now) {
        Client client = new Client(
                world.plan().provider("Merlin Outfitters", "Frankfurt").host(11), Agent.tool("git/2.39.5"), "", false);
        String token = world.chance("mirror token").hex(43) + "=";
        for (int i = 0; i < Estate.REPOSITORIES.size(); i++) {
            String repository = Estate.REPOSITORIES.get(i);
            world.agenda().at(now + i * 7_000L, at -> world.logs()
                    .github()
                    .byToken(at, "git.fetch", "merlin-mirror", client, repository, TOKEN, token, chance));
        }
    }
}
