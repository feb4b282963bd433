package io.windhover.simulator.people;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.AzureLog;
import io.windhover.simulator.log.EntraLog;
import io.windhover.simulator.log.GcpLog.Method;
import io.windhover.simulator.log.OktaLog.Kind;
import io.windhover.simulator.log.OktaLog.Target;
import java.util.List;

/** What somebody does in the other clouds and in the directories. Not thread-safe. */
final class CloudWork {
    static final List<Method> GOOGLE = List.of(
            Method.read(
                    "bigquery.googleapis.com",
                    "google.cloud.bigquery.v2.JobService.InsertJob",
                    "bigquery.jobs.create",
                    "bigquery_project"),
            Method.read(
                    "bigquery.googleapis.com",
                    "google.cloud.bigquery.v2.JobService.GetQueryResults",
                    "bigquery.jobs.get",
                    "bigquery_project"),
            Method.read("storage.googleapis.com", "storage.objects.get", "storage.objects.get", "gcs_bucket"),
            Method.read("storage.googleapis.com", "storage.objects.list", "storage.objects.list", "gcs_bucket"),
            Method.read(
                    "compute.googleapis.com", "v1.compute.instances.list", "compute.instances.list", "gce_instance"),
            Method.write(
                    "run.googleapis.com",
                    "google.cloud.run.v1.Services.ReplaceService",
                    "run.services.update",
                    "cloud_run_revision"));
    private static final List<String> AZURE = List.of(
            "Microsoft.Compute/virtualMachines/start/action",
            "Microsoft.Compute/virtualMachines/deallocate/action",
            "Microsoft.Web/sites/config/list/action",
            "Microsoft.Storage/storageAccounts/listKeys/action",
            "Microsoft.Resources/deployments/write",
            "Microsoft.Insights/metricAlerts/write");
    private static final EntraLog.Change UPDATE_USER =
            new EntraLog.Change("Update user", "UserManagement", "Core Directory", "Update");
    private static final EntraLog.Change ADD_MEMBER =
            new EntraLog.Change("Add member to group", "GroupManagement", "Core Directory", "Assign");
    private static final EntraLog.Change RESET_PASSWORD = new EntraLog.Change(
            "Reset password (by admin)", "UserManagement", "Self-service Password Management", "Update");

    private final World world;
    private final Person person;
    private final SignIns signIns;
    private final Chance chance;
    private final String project;
    private String signedIn = "";

    CloudWork(World world, Person person, SignIns signIns, Chance chance) {
        this.world = world;
        this.person = person;
        this.signIns = signIns;
        this.chance = chance;
        this.project = chance.pick(Estate.PROJECTS);
    }

    /** Queries, objects, machines in Google's cloud. */
    void google(long now, Seat seat) {
        long time = now;
        int calls = 1 + chance.below(4);
        for (int i = 0; i < calls; i++) {
            time += chance.between(1_500, 30_000);
            world.agenda().at(time, at -> {
                Method method = chance.pick(GOOGLE);
                boolean granted = !chance.happens(0.02);
                String resource = "projects/" + project + "/" + method.resource() + "s/" + chance.pick(Estate.BUCKETS);
                world.logs().gcp().person(at, person.mail(), seat.client(), method, project, resource, granted, chance);
            });
        }
    }

    /** A change in Azure, after a sign-in to its portal. */
    void azure(long now, Seat seat) {
        if (!seat.session().equals(signedIn)) {
            signedIn = seat.session();
            signIns.toEntra(now, SignIns.PORTAL, seat.client(), seat.session());
        }
        world.agenda().at(now + chance.between(60_000, 90_000), at -> {
            String operation = chance.pick(AZURE);
            String type = operation.substring(0, operation.indexOf('/', operation.indexOf('/') + 1));
            String name =
                    type.contains("Storage") ? chance.pick(Estate.STORAGE_ACCOUNTS) : chance.pick(Estate.SERVICES);
            String resource = Estate.SUBSCRIPTION + "/resourceGroups/shop/providers/" + type + "/" + name;
            AzureLog.Result result = chance.happens(0.04) ? AzureLog.Result.FORBIDDEN : AzureLog.Result.OK;
            world.logs()
                    .azure()
                    .person(at, person.entra(), "Contributor", seat.client(), operation, resource, result, chance);
        });
    }

    /** The help desk at its work: passwords, factors and groups of others. */
    void helpDesk(long now, Seat seat) {
        Person other = chance.pick(world.company().people());
        if (chance.happens(0.02)) {
            world.logs()
                    .okta()
                    .event(
                            now,
                            Kind.FACTOR_RESET,
                            person.okta(),
                            seat.client(),
                            seat.session(),
                            chance,
                            Target.of(other.okta()));
            // The other enrols the new phone while the call lasts, or after lunch.
            long enrolled = now + chance.between(180_000, 3 * 3_600_000L);
            world.agenda().at(enrolled, at -> world.logs()
                    .okta()
                    .event(
                            at,
                            Kind.FACTOR_ADDED,
                            other.okta(),
                            seat.client().at(other.homeAddress()),
                            chance.hex(20),
                            chance,
                            Target.of(other.okta())));
        } else if (other.inEntra() && chance.happens(0.5)) {
            EntraLog.Change change = chance.pick(List.of(UPDATE_USER, ADD_MEMBER, RESET_PASSWORD));
            world.logs()
                    .entra()
                    .audit(now, change, person.entra(), seat.client(), EntraLog.Target.of(other.entra()), "", chance);
        } else {
            Kind kind = chance.pick(List.of(Kind.GROUP_ADDED, Kind.APP_ADDED, Kind.PASSWORD_RESET, Kind.UNLOCKED));
            world.logs()
                    .okta()
                    .event(now, kind, person.okta(), seat.client(), seat.session(), chance, Target.of(other.okta()));
        }
    }
}
