package io.windhover.simulator.story;

import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.OktaLog;
import io.windhover.simulator.log.OktaLog.Kind;
import java.time.Duration;
import java.util.List;

/** Somebody who has the password sends one push after the other until it is approved, and goes on to the apps. */
final class MfaFatigue implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "mfa-fatigue",
                "Pushes sent until one is approved",
                "T1621 T1078.004",
                List.of(1, 2, 3, 17),
                Duration.ofHours(2));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(Job.DEVELOPER);
        scene.entity(victim.okta().id());
        Client intruder = scene.stranger(scene.host("isp", "Lagos"), Scene.CHROME);
        String session = "102" + scene.chance().hex(18);
        Client phone = scene.atHome(victim);
        int pushes = 8 + scene.chance().below(5);
        for (int i = 0; i <= pushes; i++) {
            boolean last = i == pushes;
            scene.pause(20, 50);
            scene.then(now -> event(scene, now, Kind.PUSH_SENT, victim, intruder, session, "SUCCESS"));
            scene.pause(4, 12);
            if (last) {
                scene.then(now -> event(scene, now, Kind.MFA, victim, intruder, session, "SUCCESS"));
                scene.then(now -> event(scene, now, Kind.SESSION_START, victim, intruder, session, "SUCCESS"));
            } else {
                scene.then(now -> event(scene, now, Kind.PUSH_DENIED, victim, phone, session, "FAILURE"));
            }
        }
        for (String app : List.of("Amazon Web Services", "GitHub", "Confluence")) {
            scene.pause(20, 200);
            OktaLog.Target target = new OktaLog.Target("0oa" + app.hashCode(), "AppInstance", app, app);
            scene.then(now ->
                    scene.logs().okta().event(now, Kind.SSO, victim.okta(), intruder, session, scene.chance(), target));
        }
    }

    private static void event(
            Scene scene, long now, Kind kind, Person person, Client client, String session, String result) {
        scene.logs()
                .okta()
                .event(
                        now,
                        kind,
                        person.okta(),
                        client,
                        session,
                        result,
                        "",
                        scene.chance(),
                        OktaLog.Target.of(person.okta()));
    }
}
