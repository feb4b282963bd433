package io.windhover.connect.normalise.gcp;

import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.KubernetesNames;
import io.windhover.schemas.Actor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a call ("AuthenticationInfo", Cloud Audit Logs reference): an e-mail in lower case. What tells the users
 * of one service account apart follows its e-mail behind a {@code #}: the federated subject or whoever impersonated it.
 * A user that only a Kubernetes cluster knows is told apart by the cluster.
 *
 * @param delegate who impersonated the service account; null for nobody
 */
record AuditLogIdentity(
        @Nullable String email,
        @Nullable String subject,
        @Nullable String delegate,
        @Nullable String cluster) {

    private static final String FEDERATED = "principal";
    private static final String SERVICE_ACCOUNTS = ".gserviceaccount.com";
    private static final String OF_A_PROJECT = ".iam.gserviceaccount.com";

    static AuditLogIdentity of(FieldValues<AuditLogField> record) {
        String delegate = null;
        for (FieldValues<AuditLogField> info : record.list(AuditLogField.DELEGATES)) {
            String name = info.first(AuditLogField.DELEGATE_SUBJECT, AuditLogField.DELEGATE_EMAIL);
            if (delegate == null && name != null && !isServiceAgent(name)) {
                delegate = withoutKind(name);
            }
        }
        return new AuditLogIdentity(
                record.get(AuditLogField.EMAIL),
                record.get(AuditLogField.SUBJECT),
                delegate,
                KubernetesEngine.cluster(record));
    }

    /** @param key the id of the key that signed the call */
    Actor actor(@Nullable String key) {
        String account = email == null ? null : project(email);
        return new Actor(
                principal(),
                type(),
                subject,
                email == null ? subject : email,
                null,
                delegate,
                null,
                key,
                null,
                account,
                null);
    }

    private @Nullable String principal() {
        if (email == null) {
            return subject == null ? null : withoutKind(subject);
        }
        String name = email.toLowerCase(Locale.ROOT);
        if (isOfCluster()) {
            return KubernetesNames.user(cluster, email);
        }
        if (subject != null && subject.startsWith(FEDERATED)) {
            return name + "#" + subject;
        }
        return delegate == null ? name : name + "#" + delegate;
    }

    /** The log's own word before the subject's colon. */
    private @Nullable String type() {
        int colon = subject == null ? -1 : subject.indexOf(':');
        if (subject != null && colon > 0) {
            return subject.substring(0, colon);
        }
        if (email == null) {
            return null;
        }
        if (isOfCluster()) {
            return KubernetesNames.serviceAccountNamespace(email) == null ? null : "serviceAccount";
        }
        return email.endsWith(SERVICE_ACCOUNTS) ? "serviceAccount" : "user";
    }

    private boolean isOfCluster() {
        return email != null && email.startsWith("system:");
    }

    /** Google's own accounts that stand between a caller and the account it uses. */
    private static boolean isServiceAgent(String name) {
        String account = withoutKind(name);
        return (account.startsWith("service-") && account.endsWith(OF_A_PROJECT))
                || account.endsWith("@system" + SERVICE_ACCOUNTS)
                || account.endsWith("@prod.google.com");
    }

    /** {@code user:A@example.com} without its first word, in lower case; a federated subject stays as it is. */
    private static String withoutKind(String subject) {
        int colon = subject.indexOf(':');
        if (subject.startsWith(FEDERATED) || subject.startsWith("system:")) {
            return subject;
        }
        return subject.substring(colon + 1).toLowerCase(Locale.ROOT);
    }

    /** The project that a service account belongs to. */
    private static @Nullable String project(String email) {
        int at = email.indexOf('@');
        return at >= 0 && email.endsWith(OF_A_PROJECT) && email.length() > at + 1 + OF_A_PROJECT.length()
                ? email.substring(at + 1, email.length() - OF_A_PROJECT.length())
                : null;
    }
}
