package io.windhover.simulator.story;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.log.AwsCall;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.place.Address;
import io.windhover.simulator.robot.LegacyKeys;
import java.time.Duration;
import java.util.List;

/** The bookkeeper's password of IAM is guessed in the console, without a second factor, from another part of the world. */
final class GuessedPassword implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "guessed-console-password",
                "Console password of an IAM user guessed",
                "T1110.001 T1078.004",
                List.of(1, 7, 14, 16, 20),
                Duration.ofHours(3));
    }

    @Override
    public void play(Scene scene) {
        AwsCaller door = AwsCaller.userAtTheDoor(Estate.PRODUCTION, LegacyKeys.BOOKKEEPER);
        scene.entity(door.arn());
        Address address = scene.host("isp", "Hanoi");
        AwsCaller intruder = door.via(address.ip(), Scene.CHROME.text());
        int tries = 13 + scene.chance().below(6);
        for (int i = 0; i < tries; i++) {
            scene.pause(18, 34);
            scene.then(now -> scene.logs()
                    .aws()
                    .refusedAtTheDoor(now, intruder, Calls.CONSOLE_LOGIN, Estate.PRODUCTION_SITE, scene.chance()));
        }
        scene.pause(20, 60);
        scene.call(intruder, Calls.CONSOLE_LOGIN, Estate.PRODUCTION_SITE, "Success", "No");
        AwsCaller inside = LegacyKeys.user(LegacyKeys.BOOKKEEPER).via(address.ip(), Scene.CHROME.text());
        scene.pause(10, 40);
        for (AwsCall call :
                List.of(Calls.GET_COST, Calls.GET_ACCOUNT_SUMMARY, Calls.LIST_MFA_DEVICES, Calls.LIST_USERS)) {
            scene.call(inside, call, Estate.PRODUCTION_SITE);
        }
        scene.denied(inside, Calls.DESCRIBE_INSTANCES, Estate.PRODUCTION_SITE);
        scene.denied(inside, Calls.LIST_SECRETS, Estate.PRODUCTION_SITE);
    }
}
