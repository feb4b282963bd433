package io.windhover.simulator.company;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.log.FalcoLog;
import java.util.List;
import java.util.stream.IntStream;

/** The company's Kubernetes cluster: its nodes, and the pods of its services, a few of each. */
public final class Cluster {
    private static final int PODS = 5;
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    public static final List<String> NODES = IntStream.range(0, 9)
            .mapToObj(i -> "ip-10-20-" + i + "-" + (40 + i) + ".eu-central-1.compute.internal")
            .toList();

    private Cluster() {}

    /** One of a service's pods. */
    public static String pod(String service, Chance chance) {
        return pod(service, chance.below(PODS));
    }

    /** The n-th of a service's pods, from 0. */
    public static String pod(String service, int number) {
        return service + "-" + Chance.of(1, service).text(ALPHABET, 10) + "-"
                + Chance.of(number, service).text(ALPHABET, 5);
    }

    /** The node that a pod runs on. */
    public static String node(String pod) {
        return NODES.get(Chance.of(2, pod).below(NODES.size()));
    }

    /** The container of a pod. */
    public static FalcoLog.Container container(String service, String pod) {
        String image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/" + service;
        return new FalcoLog.Container(Chance.of(3, pod).hex(12), image, service, pod, node(pod));
    }

    /** The address of a pod in the cluster's network. */
    public static String address(String pod) {
        Chance chance = Chance.of(4, pod);
        return "10.20." + chance.below(9) + "." + (60 + chance.below(190));
    }
}
