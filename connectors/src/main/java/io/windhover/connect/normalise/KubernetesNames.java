package io.windhover.connect.normalise;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Names of a cluster's users and things that hold beyond the cluster, the same whichever log tells of them. A cluster is
 * named by what its cloud cannot give twice; where no log and no operator names it, the names are those within it.
 */
public final class KubernetesNames {

    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    private KubernetesNames() {}

    /**
     * A cluster of Amazon EKS.
     *
     * @return null where the account or the name is not known
     */
    public static @Nullable String eksCluster(@Nullable String account, @Nullable String name) {
        return account == null || name == null ? null : account + "/" + name;
    }

    /** A user of a cluster, by the name that the API server knows; null where it has none. */
    public static @Nullable String user(@Nullable String cluster, @Nullable String name) {
        return name == null || cluster == null ? name : cluster + "/" + name;
    }

    /**
     * A thing in a cluster: {@code cluster/namespace/kind/name}. What the thing does not have is left out.
     *
     * @param kind as the API's paths name it: {@code pods}
     */
    public static @Nullable String thing(
            @Nullable String cluster, @Nullable String namespace, @Nullable String kind, @Nullable String name) {
        if (kind == null) {
            return null;
        }
        StringJoiner thing = new StringJoiner("/");
        add(thing, cluster);
        // A namespace is a thing of the cluster, not of itself.
        add(thing, kind.equals("namespaces") ? null : namespace);
        add(thing, kind);
        add(thing, name);
        return thing.toString();
    }

    /** A path of the API server itself, such as its health. */
    public static String path(@Nullable String cluster, String path) {
        String rooted = path.startsWith("/") ? path : "/" + path;
        return cluster == null ? rooted : cluster + rooted;
    }

    private static void add(StringJoiner thing, @Nullable String part) {
        if (part != null) {
            thing.add(part);
        }
    }

    /** The namespace of a service account's user name; null for other users. */
    public static @Nullable String serviceAccountNamespace(@Nullable String user) {
        if (user == null || !user.startsWith(SERVICE_ACCOUNT)) {
            return null;
        }
        int end = user.indexOf(':', SERVICE_ACCOUNT.length());
        return end < 0 ? null : user.substring(SERVICE_ACCOUNT.length(), end);
    }
}
