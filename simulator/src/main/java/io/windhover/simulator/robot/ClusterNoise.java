package io.windhover.simulator.robot;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.chance.Weighted;
import io.windhover.simulator.company.Cluster;
import io.windhover.simulator.company.Estate;
import io.windhover.simulator.company.World;
import io.windhover.simulator.log.FalcoLog;
import io.windhover.simulator.log.KubernetesCall;
import io.windhover.simulator.log.KubernetesUser;
import java.util.ArrayList;
import java.util.List;

/**
 * What a cluster does all day: nodes report, controllers reconcile, pods ask, one controller is never allowed what it
 * wants. Also what Falco says of ordinary containers.
 */
final class ClusterNoise {
    static final double CALLS_PER_PERSON_AND_DAY = 90;

    /** Somebody and what he calls. */
    private record Habit(KubernetesUser user, KubernetesCall call, String namespace, String name, boolean denied) {}

    private final World world;
    private final Chance chance;
    private final Weighted<Habit> habits = new Weighted<>();

    ClusterNoise(World world) {
        this.world = world;
        this.chance = world.chance("cluster");
        Cluster.NODES.forEach(this::node);
        controllers();
        pods();
        KubernetesUser anonymous = KubernetesUser.system(
                "system:anonymous", "system:unauthenticated", "10.20.0.2", "ELB-HealthChecker/2.0");
        habits.add(0.2, new Habit(anonymous, KubernetesCall.inCluster("get", "", "readyz"), "", "", false));
    }

    private void node(String node) {
        int number = Cluster.NODES.indexOf(node);
        String ip = "10.20." + number + "." + (40 + number);
        KubernetesUser kubelet = KubernetesUser.system(
                "system:node:" + node, "system:nodes", ip, "kubelet/v1.33.5 (linux/amd64) kubernetes/1234567");
        habits.add(
                2,
                new Habit(
                        kubelet,
                        KubernetesCall.inNamespace("update", "coordination.k8s.io", "leases"),
                        "kube-node-lease",
                        node,
                        false));
        habits.add(1, new Habit(kubelet, KubernetesCall.inCluster("patch", "", "nodes/status"), "", node, false));
        for (String service : Estate.SERVICES) {
            String pod = Cluster.pod(service, number % 5);
            habits.add(0.2, new Habit(kubelet, KubernetesCall.inNamespace("get", "", "pods"), service, pod, false));
            habits.add(
                    0.1,
                    new Habit(
                            kubelet,
                            KubernetesCall.inNamespace("create", "", "serviceaccounts/token"),
                            service,
                            service,
                            false));
        }
    }

    private void controllers() {
        KubernetesUser manager = KubernetesUser.system(
                "system:kube-controller-manager",
                "system:authenticated",
                "172.16.55.200",
                "kube-controller-manager/v1.33.5");
        KubernetesUser scheduler = KubernetesUser.system(
                "system:kube-scheduler", "system:authenticated", "172.16.55.200", "kube-scheduler/v1.33.5");
        habits.add(
                4,
                new Habit(
                        manager,
                        KubernetesCall.inNamespace("update", "coordination.k8s.io", "leases"),
                        "kube-system",
                        "kube-controller-manager",
                        false));
        habits.add(
                4,
                new Habit(
                        scheduler,
                        KubernetesCall.inNamespace("update", "coordination.k8s.io", "leases"),
                        "kube-system",
                        "kube-scheduler",
                        false));
        for (String service : Estate.SERVICES) {
            habits.add(
                    0.4,
                    new Habit(
                            manager,
                            KubernetesCall.inNamespace("patch", "discovery.k8s.io", "endpointslices"),
                            service,
                            service,
                            false));
        }
        KubernetesUser secrets = KubernetesUser.account(
                "external-secrets",
                "external-secrets",
                Cluster.pod("identity", 4),
                Cluster.NODES.get(0),
                "10.20.0.77",
                "external-secrets/v0.19.2");
        habits.add(1, new Habit(secrets, KubernetesCall.inNamespace("get", "", "secrets"), "shop", "database", false));
        habits.add(
                0.6,
                new Habit(secrets, KubernetesCall.inNamespace("update", "", "secrets"), "checkout", "provider", false));
        KubernetesUser autoscaler = KubernetesUser.account(
                "kube-system",
                "cluster-autoscaler",
                Cluster.pod("search", 4),
                Cluster.NODES.get(1),
                "10.20.1.78",
                "cluster-autoscaler/v1.33.0");
        habits.add(1, new Habit(autoscaler, KubernetesCall.inCluster("list", "", "nodes"), "", "", false));
        // A chart was installed without the rights for all that it watches; nobody ever noticed.
        KubernetesUser watcher = KubernetesUser.account(
                "monitoring",
                "event-exporter",
                Cluster.pod("reviews", 4),
                Cluster.NODES.get(2),
                "10.20.2.79",
                "event-exporter/v1.7");
        habits.add(0.8, new Habit(watcher, KubernetesCall.inCluster("list", "", "configmaps"), "", "", true));
        habits.add(2, new Habit(watcher, KubernetesCall.inCluster("watch", "", "events"), "", "", false));
    }

    private void pods() {
        for (String service : Estate.SERVICES) {
            String pod = Cluster.pod(service, 0);
            KubernetesUser account = KubernetesUser.account(
                    service, service, pod, Cluster.node(pod), Cluster.address(pod), "kubernetes-client/java 21.0.2");
            habits.add(
                    0.3,
                    new Habit(
                            account, KubernetesCall.inNamespace("get", "", "configmaps"), service, "settings", false));
            habits.add(
                    0.3, new Habit(account, KubernetesCall.inNamespace("watch", "", "configmaps"), service, "", false));
        }
    }

    void begin() {
        double people = world.company().people().size();
        Rhythm.steady(world, chance, CALLS_PER_PERSON_AND_DAY * people * world.scale(), this::call);
        Chance falco = world.chance("falco noise");
        Rhythm.steady(world, falco, 12 + people / 50, now -> alert(now, falco));
        Rhythm.steady(world, falco, 5, now -> rollOut(now, falco));
    }

    private void call(long now) {
        Habit habit = habits.pick(chance);
        if (habit.denied()) {
            world.logs().kubernetes().denied(now, habit.user(), habit.call(), habit.namespace(), habit.name(), chance);
        } else {
            world.logs().kubernetes().call(now, habit.user(), habit.call(), habit.namespace(), habit.name(), chance);
        }
    }

    private void alert(long now, Chance own) {
        String service = own.pick(Estate.SERVICES);
        String pod = Cluster.pod(service, own);
        FalcoLog.Container container = Cluster.container(service, pod);
        if (own.happens(0.5)) {
            world.logs()
                    .falco()
                    .alert(
                            now,
                            FalcoLog.SENSITIVE,
                            container,
                            "node-agent --collect",
                            "containerd-shim",
                            "/etc/shadow",
                            own);
        } else if (own.happens(0.7)) {
            world.logs()
                    .falco()
                    .alert(
                            now,
                            FalcoLog.API,
                            container,
                            "java -jar app.jar",
                            "containerd-shim",
                            "10.20.0.2:40412->172.20.0.1:443",
                            own);
        } else {
            world.logs().falco().alert(now, FalcoLog.PACKAGES, container, "apt-get update", "bash", "", own);
        }
    }

    /** A new version goes out: a burst of changes. */
    private void rollOut(long now, Chance own) {
        String service = own.pick(Estate.SERVICES);
        KubernetesUser deployer = KubernetesUser.account(
                "argocd",
                "argocd-application-controller",
                Cluster.pod("catalogue", 4),
                Cluster.NODES.get(3),
                "10.20.3.80",
                "argocd-application-controller/v3.1.8");
        List<KubernetesCall> calls = new ArrayList<>(List.of(
                KubernetesCall.inNamespace("patch", "apps", "deployments"),
                KubernetesCall.inNamespace("create", "apps", "replicasets")));
        for (int i = 0; i < 5; i++) {
            calls.add(KubernetesCall.inNamespace("create", "", "pods"));
            calls.add(KubernetesCall.inNamespace("delete", "", "pods"));
        }
        long time = now;
        for (KubernetesCall call : calls) {
            world.agenda().at(time, at -> world.logs()
                    .kubernetes()
                    .call(at, deployer, call, service, Cluster.pod(service, own), own));
            time += own.between(100, 6_000);
        }
    }
}
