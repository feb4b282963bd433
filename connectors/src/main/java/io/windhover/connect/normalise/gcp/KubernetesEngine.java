package io.windhover.connect.normalise.gcp;

import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.KubernetesCall;
import io.windhover.connect.normalise.KubernetesNames;
import io.windhover.connect.normalise.Resources;
import io.windhover.schemas.Resource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call of a cluster's API as Kubernetes Engine logs it ("Understand GKE audit logs", Google Kubernetes Engine
 * documentation): the verb ends the method's name ({@code io.k8s.core.v1.pods.exec.create}), the thing is a path below the
 * API's group and version ({@code core/v1/namespaces/nest/pods/egg/exec}).
 *
 * @param resources what the call was about
 */
record KubernetesEngine(KubernetesCall call, List<Resource> resources) {

    private static final String SERVICE = "k8s.io";
    private static final Pattern THING =
            Pattern.compile("(?<group>[^/]+)/(?<version>v[^/]+)(?:/namespaces/(?<namespace>[^/]+)(?=/))?"
                    + "/(?<resource>[^/]+)(?:/(?<name>[^/]+)(?:/(?<subresource>.+))?)?");

    /** Null where the record is not of a cluster's API. */
    static @Nullable KubernetesEngine of(FieldValues<AuditLogField> record) {
        if (!SERVICE.equals(record.get(AuditLogField.SERVICE))) {
            return null;
        }
        String method = record.get(AuditLogField.METHOD);
        String verb = method == null ? null : method.substring(method.lastIndexOf('.') + 1);
        String name = record.get(AuditLogField.RESOURCE_NAME);
        String cluster = cluster(record);
        Resources resources = new Resources();
        Matcher thing = THING.matcher(name == null ? "" : name);
        if (!thing.matches()) {
            // A path of the server itself, such as its health.
            resources.add(name == null ? null : KubernetesNames.path(cluster, name), "path");
            return new KubernetesEngine(new KubernetesCall(null, null, verb), resources.list());
        }
        KubernetesCall call = new KubernetesCall(thing.group("resource"), thing.group("subresource"), verb);
        resources.add(
                KubernetesNames.thing(cluster, thing.group("namespace"), call.resource(), thing.group("name")),
                call.kind());
        return new KubernetesEngine(call, resources.list());
    }

    /** The cluster's name beyond its project; null where the record does not tell all of it. */
    static @Nullable String cluster(FieldValues<AuditLogField> record) {
        String project = record.get(AuditLogField.PROJECT);
        String location = record.first(AuditLogField.LOCATION, AuditLogField.ZONE, AuditLogField.REGION);
        String name = record.get(AuditLogField.CLUSTER);
        return project == null || location == null || name == null
                ? name
                : "projects/" + project + "/locations/" + location + "/clusters/" + name;
    }
}
