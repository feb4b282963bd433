package io.windhover.simulator.story;

import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.Agent;
import io.windhover.simulator.log.Client;
import io.windhover.simulator.log.GcpLog;
import java.time.Duration;
import java.util.List;

/** An analyst's account at Google makes a key for a service account and uses it elsewhere. */
final class ServiceAccountKey implements Story {
    private static final String PROJECT = "merlin-analytics";
    private static final String AGENT = "google-api-python-client/2.160.0 (gzip),gzip(gfe)";
    private static final GcpLog.Method LIST = GcpLog.Method.read(
            "iam.googleapis.com", "google.iam.admin.v1.ListServiceAccounts", "iam.serviceAccounts.list", "project");
    private static final GcpLog.Method POLICY = GcpLog.Method.write(
            "cloudresourcemanager.googleapis.com", "SetIamPolicy", "resourcemanager.projects.setIamPolicy", "project");
    private static final GcpLog.Method KEY = GcpLog.Method.write(
            "iam.googleapis.com",
            "google.iam.admin.v1.CreateServiceAccountKey",
            "iam.serviceAccountKeys.create",
            "service_account");
    private static final GcpLog.Method OBJECT =
            GcpLog.Method.read("storage.googleapis.com", "storage.objects.get", "storage.objects.get", "gcs_bucket");

    @Override
    public Plot plot() {
        return Plot.of(
                "service-account-key",
                "Key of a service account made and used elsewhere",
                "T1098.001 T1078.004",
                List.of(2, 5, 21),
                Duration.ofHours(6));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(scene.world().company().people().stream()
                .filter(person -> !person.inEntra() && person.job().isTechnical())
                .toList());
        scene.entity(victim.mail());
        String account = "etl@" + PROJECT + ".iam.gserviceaccount.com";
        scene.entity(account);
        Client thief = scene.stranger(scene.host("isp", "Caracas"), Agent.tool("google-cloud-sdk gcloud/520.0.0"));
        scene.then(now -> scene.logs()
                .workspace()
                .login(now, "login_success", victim.mail(), victim.profile(), thief, scene.chance()));
        person(scene, victim, thief, LIST, "projects/" + PROJECT, true);
        person(scene, victim, thief, POLICY, "projects/" + PROJECT, false);
        person(scene, victim, thief, KEY, "projects/-/serviceAccounts/" + account, true);
        scene.pause(1_800, 3 * 3_600);
        String key = scene.chance().hex(40);
        String ip = scene.hosting("Singapore").ip();
        for (int i = 0; i < 20; i++) {
            scene.pause(1, 20);
            String resource = "projects/_/buckets/" + scene.chance().pick(Estate.BUCKETS) + "/objects/"
                    + scene.chance().hex(6);
            GcpLog.Method method = i == 3 ? POLICY : OBJECT;
            scene.then(now -> scene.logs()
                    .gcp()
                    .account(
                            now,
                            account,
                            key,
                            ip,
                            AGENT,
                            method,
                            PROJECT,
                            resource,
                            method.equals(OBJECT),
                            scene.chance()));
        }
    }

    private static void person(
            Scene scene, Person person, Client client, GcpLog.Method method, String resource, boolean granted) {
        scene.pause(10, 90);
        scene.then(now -> scene.logs()
                .gcp()
                .person(now, person.mail(), client, method, PROJECT, resource, granted, scene.chance()));
    }
}
