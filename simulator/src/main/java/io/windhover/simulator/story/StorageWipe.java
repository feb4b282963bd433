package io.windhover.simulator.story;

import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.AzureLog;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.EntraLog;
import java.time.Duration;
import java.util.List;

/** An administrator's account in Azure takes the rights over everything and deletes storage accounts, past locks. */
final class StorageWipe implements Story {
    private static final EntraLog.App PORTAL = new EntraLog.App(
            "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", "Azure Portal", "Windows Azure Service Management API");
    private static final String STORAGE =
            Estate.SUBSCRIPTION + "/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/";
    private static final String AUTHORIZATION =
            Estate.SUBSCRIPTION + "/providers/Microsoft.Authorization/roleAssignments/77c1";

    @Override
    public Plot plot() {
        return Plot.of(
                "storage-wipe",
                "Storage accounts in Azure deleted",
                "T1098.003 T1485",
                List.of(5, 6, 24),
                Duration.ofHours(3));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(
                scene.world().company().of(Job.PLATFORM).stream().anyMatch(Person::inEntra)
                        ? scene.world().company().of(Job.PLATFORM).stream()
                                .filter(Person::inEntra)
                                .toList()
                        : scene.world().company().people());
        scene.entity(victim.entra().id());
        Client thief = scene.stranger(scene.host("vpn", "Panama City"), Scene.CHROME);
        scene.then(now -> scene.logs()
                .entra()
                .signIn(now, victim.entra(), PORTAL, thief, EntraLog.Result.OK, true, "", scene.chance()));
        change(scene, victim, thief, "Microsoft.Authorization/elevateAccess/action", "", AzureLog.Result.OK);
        change(
                scene,
                victim,
                thief,
                "Microsoft.Authorization/roleAssignments/write",
                AUTHORIZATION,
                AzureLog.Result.CREATED);
        scene.pause(60, 400);
        for (String account : Estate.STORAGE_ACCOUNTS.subList(0, 9)) {
            String resource = STORAGE + account;
            change(
                    scene,
                    victim,
                    thief,
                    "Microsoft.Storage/storageAccounts/listKeys/action",
                    resource,
                    AzureLog.Result.OK);
            if (account.endsWith("c")) {
                change(
                        scene,
                        victim,
                        thief,
                        "Microsoft.Storage/storageAccounts/delete",
                        resource,
                        AzureLog.Result.CONFLICT);
                change(scene, victim, thief, "Microsoft.Authorization/locks/delete", resource, AzureLog.Result.OK);
            }
            change(scene, victim, thief, "Microsoft.Storage/storageAccounts/delete", resource, AzureLog.Result.OK);
        }
    }

    private static void change(
            Scene scene, Person person, Client client, String operation, String resource, AzureLog.Result result) {
        scene.pause(4, 20);
        scene.then(now -> scene.logs()
                .azure()
                .person(
                        now,
                        person.entra(),
                        "Owner",
                        client,
                        operation,
                        resource.isEmpty() ? "/" : resource,
                        result,
                        scene.chance()));
    }
}
