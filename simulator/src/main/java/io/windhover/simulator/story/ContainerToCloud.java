package io.windhover.simulator.story;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Cluster;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.log.AwsCaller;
import io.windhover.simulator.log.AwsIds;
import io.windhover.simulator.log.AwsRole;
import io.windhover.simulator.log.FalcoLog;
import io.windhover.simulator.log.KubernetesCall;
import io.windhover.simulator.log.KubernetesUser;
import java.time.Duration;
import java.util.List;

/** From a shell in a container over the pod's token to the cloud behind it: four logs, one intruder. */
final class ContainerToCloud implements Story {
    @Override
    public Plot plot() {
        return Plot.of(
                "container-to-cloud",
                "From a container to the cloud account",
                "T1611 T1552.005 T1552.007 T1078.004",
                List.of(2, 25),
                Duration.ofHours(2));
    }

    @Override
    public void play(Scene scene) {
        String service = "shop";
        String pod = Cluster.pod(service, 2);
        String subject = "system:serviceaccount:" + service + ":" + service;
        AwsRole role = AwsRole.of(Estate.PRODUCTION, service + "-service");
        scene.entity(pod);
        scene.entity(subject);
        scene.entity(role.arn());
        FalcoLog.Container container = Cluster.container(service, pod);
        alert(scene, FalcoLog.DROPPED, container, "/tmp/.x11 -d", "java", "");
        alert(scene, FalcoLog.SHELL, container, "bash -i", "java", "");
        alert(
                scene,
                FalcoLog.METADATA,
                container,
                "curl -s http://169.254.169.254/latest/meta-data/",
                "bash",
                "10.20.3.9->169.254.169.254:80");
        alert(
                scene,
                FalcoLog.TOKEN,
                container,
                "cat /var/run/secrets/eks.amazonaws.com/serviceaccount/token",
                "bash",
                "/var/run/secrets/eks.amazonaws.com/serviceaccount/token");
        inCluster(scene, service, pod);
        scene.pause(120, 600);
        outside(scene, role, subject);
    }

    private static void alert(
            Scene scene, FalcoLog.Rule rule, FalcoLog.Container container, String command, String parent, String file) {
        scene.pause(10, 60);
        scene.then(now -> scene.logs().falco().alert(now, rule, container, command, parent, file, scene.chance()));
    }

    /** What the token may do in the cluster itself: little. */
    private static void inCluster(Scene scene, String service, String pod) {
        KubernetesUser account =
                KubernetesUser.account(service, service, pod, Cluster.node(pod), Cluster.address(pod), "curl/8.5.0");
        KubernetesCall review = KubernetesCall.inCluster("create", "authorization.k8s.io", "selfsubjectrulesreviews");
        scene.pause(10, 40);
        scene.then(now -> scene.logs().kubernetes().call(now, account, review, "", "", scene.chance()));
        for (String namespace : List.of("kube-system", "default", "payments", service)) {
            scene.pause(2, 9);
            KubernetesCall secrets = KubernetesCall.inNamespace("list", "", "secrets");
            scene.then(now -> scene.logs().kubernetes().denied(now, account, secrets, namespace, "", scene.chance()));
        }
    }

    /** The token is shown to AWS from a rented server. */
    private static void outside(Scene scene, AwsRole role, String subject) {
        String ip = scene.hosting("Frankfurt").ip();
        String key = AwsIds.fresh("ASIA", scene.chance());
        scene.entity(key);
        AwsCaller web = AwsCaller.webIdentity(Estate.PRODUCTION, Estate.CLUSTER_PROVIDER, subject)
                .via(ip, Scene.COMMAND_LINE);
        scene.call(
                web,
                Calls.ASSUME_ROLE_WITH_WEB_IDENTITY,
                Estate.PRODUCTION_SITE,
                role.arn(),
                "x",
                key,
                role.id(),
                role.session("x"),
                subject,
                Estate.CLUSTER_PROVIDER);
        AwsCaller thief = AwsCaller.federated(role, "x", key, scene.time(), Estate.CLUSTER_PROVIDER)
                .via(ip, Scene.COMMAND_LINE);
        scene.call(thief, Calls.GET_CALLER_IDENTITY, Estate.PRODUCTION_SITE);
        scene.call(thief, Calls.LIST_BUCKETS, Estate.PRODUCTION_SITE);
        scene.denied(thief, Calls.LIST_USERS, Estate.PRODUCTION_SITE);
        scene.denied(thief, Calls.LIST_SECRETS, Estate.PRODUCTION_SITE);
        for (int i = 0; i < 15; i++) {
            scene.call(thief, i % 5 == 0 ? Calls.LIST_OBJECTS : Calls.GET_OBJECT, Estate.PRODUCTION_SITE);
        }
    }
}
