package io.windhover.connect.normalise.kubernetes;

import io.windhover.connect.normalise.AwsRoleSession;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.KubernetesNames;
import io.windhover.schemas.Actor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a call of a cluster's API ("UserInfo", Kubernetes API reference): the cluster and the user's name. Where
 * the cluster took the name from its cloud's identities and says whose it is, that identity: so one person is one entity
 * in the cluster and in the cloud, and those who share a name in the cluster are not.
 *
 * <p>Whoever acts as somebody else stays the principal; whom they act as is their session.
 */
record AuditIdentity(
        FieldValues<AuditField> record, @Nullable String cluster) {

    Actor actor() {
        String user = record.get(AuditField.USER);
        String arn = first(AuditField.EKS_ARN);
        String ofCloud = isOfCluster(user) ? null : ofCloud(arn);
        String impersonated = record.get(AuditField.IMPERSONATED);
        return new Actor(
                ofCloud == null ? KubernetesNames.user(cluster, user) : ofCloud,
                type(user),
                record.get(AuditField.USER_ID),
                user,
                impersonated == null ? (ofCloud == null ? null : arn) : KubernetesNames.user(cluster, impersonated),
                null,
                null,
                key(),
                null,
                null,
                null);
    }

    /** The pod whose service account's token was used; null where the log does not say. */
    @Nullable
    String pod() {
        String namespace = KubernetesNames.serviceAccountNamespace(record.get(AuditField.USER));
        String pod = first(AuditField.POD);
        return namespace == null || pod == null ? null : KubernetesNames.thing(cluster, namespace, "pods", pod);
    }

    private @Nullable String ofCloud(@Nullable String arn) {
        String principal = AwsRoleSession.principal(arn);
        String object = first(AuditField.ENTRA_OBJECT);
        return principal != null || object == null ? principal : object.toLowerCase(Locale.ROOT);
    }

    private @Nullable String key() {
        String key = first(AuditField.EKS_KEY);
        return key == null ? first(AuditField.CREDENTIAL) : key;
    }

    /** Nodes, service accounts and the cluster's own parts, whatever identity of the cloud they came with. */
    private static boolean isOfCluster(@Nullable String user) {
        return user == null || user.startsWith("system:") || user.startsWith("eks:");
    }

    private static @Nullable String type(@Nullable String user) {
        if (user == null) {
            return null;
        }
        if (user.startsWith("system:serviceaccount:")) {
            return "serviceAccount";
        }
        return user.startsWith("system:node:") ? "node" : "user";
    }

    private @Nullable String first(AuditField field) {
        List<FieldValues<AuditField>> values = record.list(field);
        return values.isEmpty() ? null : values.get(0).get(field);
    }
}
