package io.windhover.connect.normalise.kubernetes;

import io.windhover.connect.normalise.ContextNames;
import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.KubernetesCall;
import io.windhover.connect.normalise.KubernetesNames;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.RecordNormaliser;
import io.windhover.connect.normalise.Resources;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Resource;
import io.windhover.schemas.SourceEndpoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The audit log of a Kubernetes cluster ("Event", kube-apiserver Audit Configuration): of clusters that are one's own, of
 * Amazon EKS and of Azure Kubernetes Service. Google's engine has it in Cloud Audit Logs.
 *
 * <p>A call leaves an event for each stage that the audit policy asks for. Its time is that of its stage: a watch may be
 * told of hours after it was begun, and would count as late.
 */
public final class AuditNormaliser extends RecordNormaliser<AuditField> {

    /** The log group of a cluster of Amazon EKS. */
    private static final Pattern EKS_LOG_GROUP = Pattern.compile("/aws/eks/([^/]+)/cluster");

    private static final Pattern SUBSCRIPTION = Pattern.compile("/subscriptions/([^/]+)/.*");

    /** For events of any version. */
    public AuditNormaliser() {
        super(
                new LogSource("kubernetes", "audit", null),
                AuditField.TABLE,
                List.of(AuditField.STAGE_TIME, AuditField.RECEIVED, AuditField.TIMESTAMP, AuditField.CREATED));
    }

    @Override
    protected Described describe(FieldValues<AuditField> record) {
        return describe(record, Map.of());
    }

    @Override
    protected Described describe(FieldValues<AuditField> record, Map<String, String> context) {
        String cluster = cluster(context);
        KubernetesCall call = new KubernetesCall(
                record.get(AuditField.RESOURCE), record.get(AuditField.SUBRESOURCE), record.get(AuditField.VERB));
        AuditIdentity identity = new AuditIdentity(record, cluster);
        Outcome outcome = outcome(record);
        boolean failed = outcome == Outcome.FAILURE;
        return new Described(
                uid(record),
                call.activity(),
                outcome,
                identity.actor(),
                source(record),
                new Api(
                        record.get(AuditField.API_GROUP),
                        call.verb(),
                        record.get(AuditField.AUDIT_ID),
                        call.readOnly(),
                        failed ? record.first(AuditField.REASON, AuditField.CODE, AuditField.DECISION) : null,
                        failed ? record.get(AuditField.MESSAGE) : null),
                new Cloud(account(context), null, null),
                resources(record, call, cluster, identity));
    }

    /**
     * Who calls may choose the audit id ({@code Audit-ID}, a request header): without the time that the server adds, an
     * event could be made to look like a repetition of another.
     */
    private static @Nullable String uid(FieldValues<AuditField> record) {
        String id = record.get(AuditField.AUDIT_ID);
        return id == null
                ? null
                : id + "|" + record.get(AuditField.STAGE) + "|"
                        + record.first(AuditField.STAGE_TIME, AuditField.RECEIVED, AuditField.TIMESTAMP);
    }

    private static @Nullable String cluster(Map<String, String> context) {
        String named = context.get(ContextNames.CLUSTER);
        if (named != null) {
            return named;
        }
        String azure = context.get(ContextNames.AZURE_RESOURCE);
        if (azure != null) {
            return azure.toLowerCase(Locale.ROOT);
        }
        Matcher group = EKS_LOG_GROUP.matcher(context.getOrDefault(ContextNames.LOG_GROUP, ""));
        return group.matches()
                ? KubernetesNames.eksCluster(context.get(ContextNames.LOG_GROUP_OWNER), group.group(1))
                : null;
    }

    private static @Nullable String account(Map<String, String> context) {
        String azure = context.getOrDefault(ContextNames.AZURE_RESOURCE, "").toLowerCase(Locale.ROOT);
        Matcher subscription = SUBSCRIPTION.matcher(azure);
        return subscription.matches() ? subscription.group(1) : context.get(ContextNames.LOG_GROUP_OWNER);
    }

    /** By the response, which a request that was only received does not have; one that was forbidden never gets further. */
    private static Outcome outcome(FieldValues<AuditField> record) {
        String code = record.get(AuditField.CODE);
        if (code != null && code.matches("[1-5]\\d\\d")) {
            return code.charAt(0) >= '4' ? Outcome.FAILURE : Outcome.SUCCESS;
        }
        boolean forbidden = "forbid".equals(record.get(AuditField.DECISION));
        return forbidden || "Panic".equals(record.get(AuditField.STAGE)) ? Outcome.FAILURE : Outcome.UNKNOWN;
    }

    /** The first that is an address: the client, as the proxies before the API server tell it. */
    private static SourceEndpoint source(FieldValues<AuditField> record) {
        String first = null;
        String agent = record.get(AuditField.USER_AGENT);
        for (FieldValues<AuditField> element : record.list(AuditField.ADDRESSES)) {
            String address = element.get(AuditField.ADDRESSES);
            if (address != null && SourceAddress.ip(address) != null) {
                return SourceAddress.endpoint(address, agent);
            }
            first = first == null ? address : first;
        }
        return SourceAddress.endpoint(first, agent);
    }

    private static List<Resource> resources(
            FieldValues<AuditField> record, KubernetesCall call, @Nullable String cluster, AuditIdentity identity) {
        Resources resources = new Resources();
        String name = record.first(AuditField.NAME, AuditField.CREATED_NAME, AuditField.WANTED_NAME);
        String thing = KubernetesNames.thing(cluster, record.get(AuditField.NAMESPACE), call.resource(), name);
        resources.add(thing, call.kind());
        String uri = record.get(AuditField.URI);
        if (thing == null && uri != null) {
            // What follows the path may be long, and holds what was asked, not of what.
            int query = uri.indexOf('?');
            resources.add(KubernetesNames.path(cluster, query < 0 ? uri : uri.substring(0, query)), "path");
        }
        resources.add(identity.pod(), "pods");
        return resources.list();
    }
}
