package io.windhover.simulator.log;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.text.Template;

/** Who calls a cluster's API, from where and with what program, in bytes. Immutable. */
public final class KubernetesUser {
    private static final Template ACCOUNT =
            Template.of("'user': {'username': 'system:serviceaccount:~0:~1', 'uid': '~2', "
                    + "'groups': ['system:serviceaccounts', 'system:serviceaccounts:~0', 'system:authenticated'], 'extra': "
                    + "{'authentication.kubernetes.io/pod-name': ['~3'], 'authentication.kubernetes.io/node-name': ['~6']}}, "
                    + "'sourceIPs': ['~4'], 'userAgent': '~5'");
    private static final Template PERSON = Template.of("'user': {'username': '~0', 'uid': '~1', 'groups': ['~2', "
            + "'system:authenticated'], 'extra': {'arn': ['~3'], 'sessionName': ['~0']}}, 'sourceIPs': ['~4'], "
            + "'userAgent': '~5'");
    private static final Template SYSTEM =
            Template.of("'user': {'username': '~0', 'groups': ['~1', 'system:authenticated']}, "
                    + "'sourceIPs': ['~2'], 'userAgent': '~3'");

    private final String name;
    private final byte[] bytes;

    private KubernetesUser(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** A service account, as which a pod calls. */
    public static KubernetesUser account(
            String namespace, String account, String pod, String node, String ip, String agent) {
        String uid = Chance.of(7, namespace + account).uuid();
        return new KubernetesUser(
                "system:serviceaccount:" + namespace + ":" + account,
                ACCOUNT.bytes(namespace, account, uid, pod, ip, agent, node));
    }

    /** A person whom the cluster knows by a role in the cloud. */
    public static KubernetesUser person(String mail, String group, String arn, String ip, String agent) {
        String uid = Chance.of(7, mail).uuid();
        return new KubernetesUser(mail, PERSON.bytes(mail, uid, group, arn, ip, agent));
    }

    /** A part of the cluster, a node, or nobody at all ({@code system:anonymous}). */
    public static KubernetesUser system(String name, String group, String ip, String agent) {
        return new KubernetesUser(name, SYSTEM.bytes(name, group, ip, agent));
    }

    public String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }
}
