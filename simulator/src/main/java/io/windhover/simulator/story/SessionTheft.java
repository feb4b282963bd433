package io.windhover.simulator.story;

import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.OktaLog;
import io.windhover.simulator.log.OktaLog.Kind;
import java.time.Duration;
import java.util.List;

/** A stolen cookie takes a session that is at work to another network, minutes after its owner used it. */
final class SessionTheft implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "stolen-session",
                "Session cookie used from another network",
                "T1539 T1550.004",
                List.of(2, 3, 9),
                Duration.ofHours(2));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(Job.DEVELOPER);
        scene.entity(victim.okta().id());
        Client own = scene.atHome(victim);
        String session = "102" + scene.chance().hex(18);
        scene.entity(session);
        scene.then(now -> scene.logs().okta().event(now, Kind.MFA, victim.okta(), own, session, scene.chance()));
        scene.then(
                now -> scene.logs().okta().event(now, Kind.SESSION_START, victim.okta(), own, session, scene.chance()));
        open(scene, victim, own, session, "Slack");
        scene.pause(200, 600);
        Client thief = scene.stranger(scene.hosting("Frankfurt"), Scene.CHROME);
        for (String app : List.of("Confluence", "GitHub", "Amazon Web Services")) {
            open(scene, victim, thief, session, app);
        }
        scene.then(now -> scene.logs()
                .okta()
                .event(now, Kind.ADMIN_OPENED, victim.okta(), thief, session, "FAILURE", "", scene.chance()));
        open(scene, victim, own, session, "Jira");
    }

    private static void open(Scene scene, Person person, Client client, String session, String app) {
        scene.pause(10, 90);
        OktaLog.Target target = new OktaLog.Target("0oa" + app.hashCode(), "AppInstance", app, app);
        scene.then(now ->
                scene.logs().okta().event(now, Kind.SSO, person.okta(), client, session, scene.chance(), target));
    }
}
