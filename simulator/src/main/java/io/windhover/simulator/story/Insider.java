package io.windhover.simulator.story;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.Client;
import java.time.Duration;
import java.util.List;

/** Somebody who will leave takes along what can be taken, at night, from the own laptop at home. */
final class Insider implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "insider", "Employee takes code and data along", "T1213.003 T1530", List.of(24), Duration.ofHours(3));
    }

    @Override
    public void play(Scene scene) {
        Person insider = scene.victim(Job.DEVELOPER);
        scene.entity(insider.handle());
        scene.entity(insider.mail());
        Client own = scene.atHome(insider);
        String token = scene.chance().hex(43) + "=";
        for (String repository : Estate.REPOSITORIES.subList(0, 26)) {
            scene.pause(3, 14);
            scene.then(now -> scene.logs()
                    .github()
                    .byToken(
                            now,
                            "git.clone",
                            insider.handle(),
                            own.using(Agent.tool("git/2.50.0")),
                            repository,
                            "Personal access token (fine-grained)",
                            token,
                            scene.chance()));
        }
        scene.pause(300, 1_200);
        AwsCaller session = scene.inAws(insider, Estate.DEVELOPMENT, own.using(Agent.tool(Scene.COMMAND_LINE)));
        scene.call(session, Calls.LIST_OBJECTS, Estate.DEVELOPMENT_SITE);
        for (int i = 0; i < 250; i++) {
            scene.pause(0, 2);
            scene.then(now -> scene.logs()
                    .aws()
                    .call(
                            now,
                            session,
                            Calls.GET_OBJECT,
                            Estate.DEVELOPMENT_SITE,
                            scene.chance(),
                            Estate.values(scene.chance())));
        }
        scene.denied(session, Calls.LIST_SECRETS, Estate.DEVELOPMENT_SITE);
    }
}
