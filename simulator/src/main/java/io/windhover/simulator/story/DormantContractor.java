package io.windhover.simulator.story;

import io.windhover.simulator.company.Estate;
import io.windhover.simulator.log.Client;
import java.time.Duration;
import java.util.List;

/** A contractor's account that was forgotten signs in again after months. */
final class DormantContractor implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "dormant-contractor",
                "Account of a former contractor signs in",
                "T1078.004",
                List.of(19),
                Duration.ofHours(2));
    }

    @Override
    public void play(Scene scene) {
        String mail = "robin.lake.ext@" + Estate.DOMAIN;
        String profile = "110000000000000000042";
        scene.entity(mail);
        Client own = scene.stranger(scene.host("isp", "Warsaw"), Scene.CHROME);
        for (int day = 140; day > 121; day -= 3) {
            scene.longAgo(day, now -> scene.world()
                    .logs()
                    .unlabelled()
                    .workspace()
                    .login(now, "login_success", mail, profile, own, scene.chance()));
        }
        Client thief = scene.stranger(scene.host("vpn", "Zurich"), Scene.CHROME);
        for (String name : List.of("login_failure", "login_failure", "login_challenge", "login_success")) {
            scene.pause(20, 120);
            scene.then(now -> scene.logs().workspace().login(now, name, mail, profile, thief, scene.chance()));
        }
    }
}
