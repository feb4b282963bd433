package io.windhover.simulator.robot;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.GcpLog.Method;
import java.util.List;

/** Service accounts in Google's cloud: scheduled queries, jobs that read buckets, and one with a key outside. */
public final class GooglePrograms {
    /** The account whose key a vendor's loader uses. */
    public static final String LOADER = "loader@merlin-analytics.iam.gserviceaccount.com";

    private static final String AGENT = "google-cloud-sdk gcloud-python/1.0 grpc-python/1.71.0";
    private static final List<Method> METHODS = List.of(
            Method.read("storage.googleapis.com", "storage.objects.get", "storage.objects.get", "gcs_bucket"),
            Method.read("storage.googleapis.com", "storage.objects.list", "storage.objects.list", "gcs_bucket"),
            Method.read(
                    "bigquery.googleapis.com",
                    "google.cloud.bigquery.v2.JobService.InsertJob",
                    "bigquery.jobs.create",
                    "bigquery_project"),
            Method.read(
                    "pubsub.googleapis.com",
                    "google.pubsub.v1.Subscriber.Pull",
                    "pubsub.subscriptions.consume",
                    "pubsub_subscription"));

    private final World world;
    private final Chance chance;

    GooglePrograms(World world) {
        this.world = world;
        this.chance = world.chance("google programs");
    }

    void begin() {
        Rhythm.steady(world, chance, 100 + world.company().people().size() * 5.0, this::call);
        Rhythm.every(world, chance, 2 * Rhythm.HOUR, 20 * Rhythm.MINUTE, this::load);
    }

    private void call(long now) {
        String project = chance.pick(Estate.PROJECTS);
        String account = chance.pick(List.of("scheduler", "etl", "web")) + "@" + project + ".iam.gserviceaccount.com";
        boolean inside = chance.happens(0.4);
        String ip = inside
                ? "private"
                : world.plan()
                        .provider("Green Cloud", "Saint-Ghislain")
                        .host(chance.below(20))
                        .ip();
        write(now, account, "", ip, chance.pick(METHODS), project, !chance.happens(0.004));
    }

    private void load(long now) {
        String ip = world.plan().provider("Vendor Cloud", "Dublin").host(30).ip();
        String key = world.chance(LOADER).hex(40);
        for (int i = 0; i < 6; i++) {
            world.agenda()
                    .at(now + i * 2_000L, at -> write(at, LOADER, key, ip, METHODS.get(0), "merlin-analytics", true));
        }
    }

    private void write(
            long now, String account, String key, String ip, Method method, String project, boolean granted) {
        String resource = "projects/" + project + "/" + method.resource() + "s/" + chance.pick(Estate.BUCKETS);
        world.logs().gcp().account(now, account, key, ip, AGENT, method, project, resource, granted, chance);
    }
}
