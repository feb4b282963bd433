package io.windhover.simulator.story;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.AwsCall;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.Client;
import java.time.Duration;
import java.util.List;

/** A developer's session reads every secret it may, one after the other, and is refused some. */
final class SecretsHarvest implements Story {
    private static final AwsCall BATCH = AwsCall.read("secretsmanager", "BatchGetSecretValue")
            .asking("{'filters': [{'key': 'name', 'values': ['db']}], 'maxResults': 20}");

    @Override
    public Plot plot() {
        return Plot.of("secrets-harvest", "Secrets read in bulk", "T1555.006", List.of(6, 24), Duration.ofHours(2));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(Job.DEVELOPER);
        scene.entity(victim.mail());
        Client thief = scene.stranger(scene.host("isp", victim.city()), Agent.tool(Scene.COMMAND_LINE));
        AwsCaller session = scene.inAws(victim, Estate.PRODUCTION, thief);
        scene.call(session, Calls.FILTER_LOG_EVENTS, Estate.PRODUCTION_SITE);
        scene.pause(60, 300);
        scene.call(session, Calls.LIST_SECRETS, Estate.PRODUCTION_SITE);
        scene.call(session, BATCH, Estate.PRODUCTION_SITE);
        for (String secret : Estate.SECRETS) {
            scene.pause(1, 6);
            String[] values = Estate.values(scene.chance());
            values[3] = secret;
            boolean refused = secret.startsWith("payments");
            scene.then(now -> {
                if (refused) {
                    scene.logs()
                            .aws()
                            .denied(now, session, Calls.GET_SECRET, Estate.PRODUCTION_SITE, scene.chance(), values);
                } else {
                    scene.logs()
                            .aws()
                            .call(now, session, Calls.GET_SECRET, Estate.PRODUCTION_SITE, scene.chance(), values);
                }
            });
        }
    }
}
