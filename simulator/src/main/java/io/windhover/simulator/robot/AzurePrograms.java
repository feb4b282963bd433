package io.windhover.simulator.robot;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.AzureLog;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.EntraLog;
import java.util.List;
import java.util.stream.IntStream;

/** Programs in Azure: managed identities and service principals that sign in, and what policies and scaling leave behind. */
final class AzurePrograms {
    private static final EntraLog.App MANAGEMENT = new EntraLog.App(
            "797f4846-ba00-4fd7-ba43-dac1f8f63013", "Azure Resource Manager", "Windows Azure Service Management API");
    private static final EntraLog.App VAULT =
            new EntraLog.App("cfa8b339-82a2-471a-a3c9-0fc0be7a4093", "Azure Key Vault", "Azure Key Vault");

    private final World world;
    private final Chance chance;
    private final List<EntraLog.User> programs;

    AzurePrograms(World world) {
        this.world = world;
        this.chance = world.chance("azure programs");
        this.programs = IntStream.range(0, 8)
                .mapToObj(i ->
                        new EntraLog.User(world.chance("program " + i).uuid(), "", Estate.SERVICES.get(i) + "-app"))
                .toList();
    }

    void begin() {
        double people = world.company().people().size();
        Rhythm.steady(world, chance, 100 + people * 3, this::signIn);
        Rhythm.steady(world, chance, 40 + people, this::change);
    }

    private Client inAzure(String agent) {
        return new Client(
                world.plan().provider("Blue Cloud", "Amsterdam").host(490 + chance.below(12)),
                Agent.tool(agent),
                "",
                false);
    }

    private void signIn(long now) {
        int number = chance.below(programs.size());
        EntraLog.User program = programs.get(number);
        boolean managed = number < 5;
        EntraLog.Result result = !managed && chance.happens(0.01) ? EntraLog.Result.TOKEN_EXPIRED : EntraLog.Result.OK;
        world.logs()
                .entra()
                .program(
                        managed ? "ManagedIdentitySignInLogs" : "ServicePrincipalSignInLogs",
                        now,
                        program,
                        world.chance("credential " + number).uuid(),
                        chance.pick(List.of(MANAGEMENT, VAULT)),
                        inAzure(""),
                        result,
                        chance);
    }

    private void change(long now) {
        String operation = chance.pick(List.of(
                "Microsoft.Authorization/policies/auditIfNotExists/action",
                "Microsoft.Insights/AutoscaleSettings/Scaleup/Action",
                "Microsoft.Storage/storageAccounts/listKeys/action",
                "Microsoft.RecoveryServices/vaults/backupJobs/read",
                "Microsoft.Compute/virtualMachines/extensions/write"));
        boolean ofStorage = operation.contains("Storage");
        String resource = Estate.SUBSCRIPTION + "/resourceGroups/shop/providers/"
                + (ofStorage ? "Microsoft.Storage/storageAccounts/" : "Microsoft.Compute/virtualMachines/")
                + chance.pick(ofStorage ? Estate.STORAGE_ACCOUNTS : Estate.SERVICES);
        AzureLog.Result result = chance.happens(0.01) ? AzureLog.Result.CONFLICT : AzureLog.Result.OK;
        world.logs()
                .azure()
                .program(
                        now,
                        chance.pick(programs),
                        "Contributor",
                        inAzure("azure-sdk-for-go/68.0"),
                        operation,
                        resource,
                        result,
                        chance);
    }
}
