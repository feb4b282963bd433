package io.windhover.simulator.story;

import io.windhover.simulator.company.Cluster;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.company.Person;
import io.windhover.simulator.log.AwsRole;
import io.windhover.simulator.log.KubernetesCall;
import io.windhover.simulator.log.KubernetesUser;
import java.time.Duration;
import java.util.List;

/** A developer's kubeconfig is used from elsewhere to look for a way up, refused again and again, until a binding can be made. */
final class ClusterTakeover implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "cluster-takeover",
                "Cluster searched and taken over",
                "T1613 T1098.006",
                List.of(6, 12, 13),
                Duration.ofHours(2));
    }

    @Override
    public void play(Scene scene) {
        Person victim = scene.victim(Job.DEVELOPER);
        scene.entity(victim.mail());
        String arn = AwsRole.ofPeople(Estate.PRODUCTION, victim.job().permissionSet())
                .session(victim.mail());
        KubernetesUser user = KubernetesUser.person(
                victim.mail(),
                "developers",
                arn,
                scene.hosting("Helsinki").ip(),
                "kubectl/v1.29.2 (linux/amd64) kubernetes/4b8e819");
        List<String> kinds = List.of(
                "secrets",
                "configmaps",
                "pods",
                "serviceaccounts",
                "persistentvolumeclaims",
                "services",
                "endpoints",
                "events");
        for (String namespace : List.of("kube-system", "default", "shop")) {
            for (String kind : kinds) {
                boolean allowed = namespace.equals("shop") && !kind.equals("secrets");
                request(scene, user, KubernetesCall.inNamespace("list", "", kind), namespace, "", allowed, 0);
            }
        }
        request(scene, user, KubernetesCall.inCluster("list", "", "nodes"), "", "", false, 5);
        request(
                scene,
                user,
                KubernetesCall.inNamespace("create", "", "pods/exec"),
                "shop",
                Cluster.pod("shop", 1),
                true,
                30);
        request(
                scene,
                user,
                KubernetesCall.inCluster("create", "rbac.authorization.k8s.io", "clusterrolebindings"),
                "",
                "sync",
                false,
                60);
        request(
                scene,
                user,
                KubernetesCall.inNamespace("create", "rbac.authorization.k8s.io", "rolebindings"),
                "shop",
                "sync",
                true,
                60);
        request(scene, user, KubernetesCall.inNamespace("get", "", "secrets"), "shop", "database", true, 20);
    }

    private static void request(
            Scene scene,
            KubernetesUser user,
            KubernetesCall call,
            String namespace,
            String name,
            boolean allowed,
            int after) {
        scene.pause(after, after + 2);
        scene.then(now -> {
            if (allowed) {
                scene.logs().kubernetes().call(now, user, call, namespace, name, scene.chance());
            } else {
                scene.logs().kubernetes().denied(now, user, call, namespace, name, scene.chance());
            }
        });
    }
}
