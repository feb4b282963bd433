package io.windhover.connect.normalise.falco;

import io.windhover.connect.normalise.AwsRoleSession;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.KubernetesNames;
import io.windhover.schemas.Actor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom an alert is about, as far as its rule put it out: who called, named as the log names them that the alert was made
 * from; of system calls the pod, the container or the host's user, since a process is none that anybody knows by name.
 */
record AlertIdentity(
        FieldValues<AlertField> alert, @Nullable String cluster) {

    /** How Falco writes that a field has no value. */
    private static final String NO_VALUE = "<NA>";

    /** The container's id of what runs in none. */
    private static final String NO_CONTAINER = "host";

    Actor actor() {
        String caller = caller();
        String user = first(
                first(get(AlertField.CLUSTER_USER), get(AlertField.CLOUDTRAIL_USER)),
                first(
                        first(get(AlertField.GOOGLE_USER), get(AlertField.OKTA_LOGIN)),
                        first(get(AlertField.GITHUB_USER), get(AlertField.USER_NAME))));
        return new Actor(
                caller == null ? first(workload(), ofHost()) : caller,
                caller != null ? "user" : pod() != null ? "pod" : container() != null ? "container" : "host",
                first(get(AlertField.OKTA_USER), get(AlertField.USER_ID)),
                user,
                null,
                null,
                null,
                null,
                null,
                get(AlertField.CLOUDTRAIL_ACCOUNT),
                null);
    }

    /** A field's value; null where it has none. */
    @Nullable
    String get(AlertField field) {
        String value = alert.get(field);
        return NO_VALUE.equals(value) ? null : value;
    }

    /** The pod in which it happened. */
    @Nullable
    String pod() {
        String pod = get(AlertField.POD);
        return pod == null ? null : KubernetesNames.thing(cluster, get(AlertField.NAMESPACE), "pods", pod);
    }

    /** The container in which it happened, by its name on the host: its id is another at each start. */
    @Nullable
    String container() {
        String id = get(AlertField.CONTAINER_ID);
        String name = get(AlertField.CONTAINER_NAME);
        String known = name == null ? id : name;
        return known == null || NO_CONTAINER.equals(id) || NO_CONTAINER.equals(known) ? null : onHost(known);
    }

    private @Nullable String caller() {
        String cloudTrail = AwsRoleSession.principal(get(AlertField.CLOUDTRAIL_ARN));
        String google = get(AlertField.GOOGLE_USER);
        return first(
                first(
                        KubernetesNames.user(cluster, get(AlertField.CLUSTER_USER)),
                        first(cloudTrail, get(AlertField.CLOUDTRAIL_USER))),
                first(
                        google == null ? null : google.toLowerCase(Locale.ROOT),
                        first(get(AlertField.OKTA_USER), get(AlertField.GITHUB_USER))));
    }

    private @Nullable String workload() {
        return first(pod(), container());
    }

    private @Nullable String ofHost() {
        String user = get(AlertField.USER_NAME);
        return user == null ? get(AlertField.HOST) : onHost(user);
    }

    private String onHost(String name) {
        String host = get(AlertField.HOST);
        return host == null ? name : host + "/" + name;
    }

    static @Nullable String first(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
