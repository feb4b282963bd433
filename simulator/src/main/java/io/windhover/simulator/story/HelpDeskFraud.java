package io.windhover.simulator.story;

import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.OktaLog;
import io.windhover.simulator.log.OktaLog.Kind;
import java.time.Duration;
import java.util.List;

/** A caller talks the help desk into resetting a manager's factors and password, and signs in without any; nobody enrols again. */
final class HelpDeskFraud implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "help-desk-fraud",
                "Factors reset by the help desk and not enrolled again",
                "T1556.006 T1566.004",
                List.of(2, 18),
                Duration.ofHours(16));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(Job.MANAGER);
        Person agent = scene.victim(Job.HELPDESK);
        scene.entity(victim.okta().id());
        Client desk = scene.atHome(agent);
        String session = "102" + scene.chance().hex(18);
        Client caller = scene.stranger(scene.host("vpn", "Stockholm"), Scene.CHROME);
        String fresh = "102" + scene.chance().hex(18);
        scene.then(now -> scene.logs()
                .okta()
                .event(
                        now,
                        Kind.SESSION_START,
                        victim.okta(),
                        caller,
                        fresh,
                        "FAILURE",
                        "INVALID_CREDENTIALS",
                        scene.chance()));
        scene.pause(240, 900);
        for (Kind kind : List.of(Kind.FACTOR_RESET, Kind.PASSWORD_RESET)) {
            scene.pause(20, 90);
            scene.then(now -> scene.logs()
                    .okta()
                    .event(now, kind, agent.okta(), desk, session, scene.chance(), OktaLog.Target.of(victim.okta())));
        }
        scene.pause(120, 400);
        scene.then(now ->
                scene.logs().okta().event(now, Kind.SESSION_START, victim.okta(), caller, fresh, scene.chance()));
        for (int i = 0; i < 6; i++) {
            scene.pause(600, 6_000);
            OktaLog.Target target = new OktaLog.Target("0oa77" + i, "AppInstance", "Payroll", "Payroll");
            scene.then(now ->
                    scene.logs().okta().event(now, Kind.SSO, victim.okta(), caller, fresh, scene.chance(), target));
        }
    }
}
