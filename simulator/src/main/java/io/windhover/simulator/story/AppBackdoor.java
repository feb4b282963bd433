package io.windhover.simulator.story;

import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.EntraLog;
import java.time.Duration;
import java.util.List;

/** An administrator's token gives an application a second secret and consent to read all mail; the application then signs in by itself. */
final class AppBackdoor implements Story {
    private static final String POWERSHELL =
            "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.5486 AADInternals";
    private static final EntraLog.App GRAPH =
            new EntraLog.App("00000003-0000-0000-c000-000000000000", "Microsoft Graph", "Microsoft Graph");

    @Override
    public Plot plot() {
        return Plot.of(
                "application-backdoor",
                "Secret added to an application in Entra and used",
                "T1098.001 T1528",
                List.of(2, 3, 5),
                Duration.ofHours(4));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victimInEntra();
        scene.entity(victim.entra().id());
        Client thief = scene.stranger(scene.hosting("Helsinki"), Agent.tool(POWERSHELL));
        EntraLog.User app = new EntraLog.User(scene.chance().uuid(), "", "invoice-sync");
        scene.entity(app.id());
        scene.then(now -> scene.logs()
                .entra()
                .signIn(now, victim.entra(), PasswordSpray.SHELL, thief, EntraLog.Result.OK, true, "", scene.chance()));
        audit(
                scene,
                victim,
                thief,
                "Add member to role",
                "RoleManagement",
                EntraLog.Target.of(victim.entra()),
                "Insufficient privileges");
        EntraLog.Target target = new EntraLog.Target(app.id(), app.name(), "ServicePrincipal", "");
        audit(scene, victim, thief, "Add service principal credentials", "ApplicationManagement", target, "");
        audit(scene, victim, thief, "Consent to application", "ApplicationManagement", target, "");
        String credential = scene.chance().uuid();
        for (int i = 0; i < 5; i++) {
            scene.pause(300, 1_500);
            EntraLog.Result result = i == 0 ? EntraLog.Result.TOKEN_EXPIRED : EntraLog.Result.OK;
            scene.then(now -> scene.logs()
                    .entra()
                    .program("ServicePrincipalSignInLogs", now, app, credential, GRAPH, thief, result, scene.chance()));
        }
    }

    private static void audit(
            Scene scene,
            Person by,
            Client client,
            String activity,
            String category,
            EntraLog.Target target,
            String reason) {
        scene.pause(20, 120);
        EntraLog.Change change = new EntraLog.Change(activity, category, "Core Directory", "Update");
        scene.then(now -> scene.logs().entra().audit(now, change, by.entra(), client, target, reason, scene.chance()));
    }
}
