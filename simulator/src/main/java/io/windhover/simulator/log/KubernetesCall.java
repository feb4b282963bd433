package io.windhover.simulator.log;

import io.windhover.simulator.text.Template;

/**
 * A request to a cluster's API as far as it is the same whoever makes it. Its values are the namespace and the name of the
 * object, in this order. Immutable.
 */
public final class KubernetesCall {
    private final String verb;
    private final String resource;
    private final Template path;
    private final Template object;

    private KubernetesCall(String verb, String resource, Template path, Template object) {
        this.verb = verb;
        this.resource = resource;
        this.path = path;
        this.object = object;
    }

    /**
     * On objects of a namespace.
     *
     * @param group for example {@code apps}; empty for the core
     * @param resource with a slash before a subresource: {@code pods/exec}
     */
    public static KubernetesCall inNamespace(String verb, String group, String resource) {
        return of(verb, group, resource, true);
    }

    /** On objects of the cluster, or on those of all namespaces. */
    public static KubernetesCall inCluster(String verb, String group, String resource) {
        return of(verb, group, resource, false);
    }

    private static KubernetesCall of(String verb, String group, String resource, boolean inNamespace) {
        boolean named =
                !verb.equals("list") && !verb.equals("watch") && !(verb.equals("create") && !resource.contains("/"));
        int slash = resource.indexOf('/');
        String kind = slash < 0 ? resource : resource.substring(0, slash);
        String below = slash < 0 ? "" : resource.substring(slash);
        String path = (group.isEmpty() ? "/api/v1" : "/apis/" + group + "/v1")
                + (inNamespace ? "/namespaces/~0/" : "/")
                + kind
                + (named ? "/~1" : "")
                + below
                + (verb.equals("watch") ? "?watch=true" : "");
        String object = "{'resource': '" + kind + "'" + (inNamespace ? ", 'namespace': '~0'" : "")
                + (verb.equals("list") || verb.equals("watch") ? "" : ", 'name': '~1'")
                + (group.isEmpty() ? "" : ", 'apiGroup': '" + group + "'") + ", 'apiVersion': 'v1'"
                + (below.isEmpty() ? "" : ", 'subresource': '" + below.substring(1) + "'") + "}";
        return new KubernetesCall(verb, kind, Template.of(path), Template.of(object));
    }

    String verb() {
        return verb;
    }

    String resource() {
        return resource;
    }

    Template path() {
        return path;
    }

    Template object() {
        return object;
    }
}
