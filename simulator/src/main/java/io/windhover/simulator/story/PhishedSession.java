package io.windhover.simulator.story;

import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.EntraLog;
import java.time.Duration;
import java.util.List;

/** A page in the middle passes a sign-in on, second factor and all; the token is used from the other side of the world. */
final class PhishedSession implements Story {
    private static final EntraLog.App OFFICE =
            new EntraLog.App("4765445b-32c6-49b0-83e6-1d93765276ca", "OfficeHome", "OfficeHome");
    private static final EntraLog.Change METHOD =
            new EntraLog.Change("User registered security info", "UserManagement", "Authentication Methods", "Add");

    @Override
    public Plot plot() {
        return Plot.of(
                "phished-session",
                "Sign-in through a phishing proxy, then from far away",
                "T1557 T1566.002 T1078.004",
                List.of(1, 3, 7),
                Duration.ofHours(3));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victimInEntra();
        scene.entity(victim.entra().id());
        Client own = scene.atHome(victim);
        Client thief = scene.stranger(scene.host("isp", "Jakarta"), Scene.CHROME);
        signIn(scene, victim, own, EntraLog.Result.MFA_REQUIRED);
        signIn(scene, victim, own, EntraLog.Result.OK);
        scene.pause(900, 2_400);
        signIn(scene, victim, thief, EntraLog.Result.MFA_DENIED);
        signIn(scene, victim, thief, EntraLog.Result.OK);
        scene.pause(120, 400);
        scene.then(now -> scene.logs()
                .entra()
                .audit(now, METHOD, victim.entra(), thief, EntraLog.Target.of(victim.entra()), "", scene.chance()));
        scene.pause(300, 900);
        signIn(scene, victim, thief, EntraLog.Result.OK);
    }

    private static void signIn(Scene scene, Person person, Client client, EntraLog.Result result) {
        scene.pause(8, 30);
        scene.then(now -> scene.logs()
                .entra()
                .signIn(
                        now,
                        person.entra(),
                        OFFICE,
                        client,
                        result,
                        true,
                        person.entra().id(),
                        scene.chance()));
    }
}
