package io.windhover.connect.normalise.gcp;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.RecordNormaliser;
import io.windhover.connect.normalise.Resources;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Resource;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cloud Audit Logs of Google Cloud as a log sink exports them: admin activity, data access, system event and policy
 * denied; and what Google Workspace shares with Cloud Logging ("LogEntry" and "AuditLog", Cloud Logging reference).
 */
public final class AuditLogNormaliser extends RecordNormaliser<AuditLogField> {

    /** The codes of google.rpc.Code, from 0. */
    private static final List<String> CODES = List.of(
            "OK",
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");

    /** What a zone's name adds to its region's: {@code europe-west3-a}. */
    private static final Pattern ZONE = Pattern.compile("(?<=\\d)-[a-z]$");

    private AuditLogNormaliser(String service) {
        super(
                new LogSource("gcp", service, null),
                AuditLogField.TABLE,
                List.of(AuditLogField.TIME, AuditLogField.RECEIVED));
    }

    /** For Google Cloud's own services. */
    public static AuditLogNormaliser ofCloud() {
        return new AuditLogNormaliser("gcp.audit");
    }

    /**
     * For a part of Workspace.
     *
     * @param application {@code admin} or {@code login}
     */
    public static AuditLogNormaliser ofWorkspace(String application) {
        return new AuditLogNormaliser("google_workspace." + application);
    }

    @Override
    protected Described describe(FieldValues<AuditLogField> record) {
        WorkspaceActivity workspace = workspace(record);
        KubernetesEngine cluster = KubernetesEngine.of(record);
        boolean ofWorkspace = !workspace.events().isEmpty();
        String service = record.get(AuditLogField.SERVICE);
        String method = record.get(AuditLogField.METHOD);
        Boolean readOnly = cluster == null ? readOnly(record) : cluster.call().readOnly();
        Activity activity = ofWorkspace
                ? workspace.activity()
                : cluster != null ? cluster.call().activity() : AuditLogMethod.of(service, method, readOnly);
        String error = error(record);
        String project = record.get(AuditLogField.PROJECT);
        return new Described(
                uid(record),
                activity,
                outcome(record, method, error, workspace),
                AuditLogIdentity.of(record).actor(record.first(AuditLogField.KEY_NAME, AuditLogField.OAUTH_CLIENT)),
                SourceAddress.endpoint(
                        record.first(AuditLogField.CALLER_IP, AuditLogField.CALLER_IP_UPPER),
                        record.get(AuditLogField.USER_AGENT)),
                new Api(
                        service,
                        method,
                        record.first(AuditLogField.OPERATION_ID, AuditLogField.ACTIVITY_ID),
                        readOnly,
                        error,
                        error == null ? null : record.get(AuditLogField.STATUS_MESSAGE)),
                new Cloud(
                        project == null ? ofLogName(record, "projects") : project,
                        organisation(record),
                        region(record)),
                ofWorkspace ? workspace.resources() : cluster != null ? cluster.resources() : resources(record));
    }

    private static @Nullable String uid(FieldValues<AuditLogField> record) {
        String id = record.get(AuditLogField.INSERT_ID);
        return id == null
                ? null
                : record.get(AuditLogField.LOG_NAME)
                        + "|" + record.first(AuditLogField.TIME, AuditLogField.RECEIVED)
                        + "|" + id;
    }

    /** A call without a status went well; a record without a method is no call. */
    private static Outcome outcome(
            FieldValues<AuditLogField> record,
            @Nullable String method,
            @Nullable String error,
            WorkspaceActivity workspace) {
        if (error != null) {
            return Outcome.FAILURE;
        }
        if (!workspace.events().isEmpty()) {
            return workspace.outcome();
        }
        return method == null && record.get(AuditLogField.STATUS_CODE) == null ? Outcome.UNKNOWN : Outcome.SUCCESS;
    }

    /** The code's name; null on success. */
    private static @Nullable String error(FieldValues<AuditLogField> record) {
        String code = record.get(AuditLogField.STATUS_CODE);
        if (code == null || code.equals("0")) {
            return "forbid".equals(record.get(AuditLogField.DECISION)) ? "PERMISSION_DENIED" : null;
        }
        boolean known = code.matches("[1-9]|1[0-6]");
        return known ? CODES.get(Integer.parseInt(code)) : code;
    }

    /** By the kinds of all permissions that were checked; null where the log does not tell them all. */
    private static @Nullable Boolean readOnly(FieldValues<AuditLogField> record) {
        List<FieldValues<AuditLogField>> authorizations = record.list(AuditLogField.AUTHORIZATIONS);
        boolean allRead = !authorizations.isEmpty();
        for (FieldValues<AuditLogField> authorization : authorizations) {
            String type = authorization.get(AuditLogField.PERMISSION_TYPE);
            if (type == null) {
                return null;
            }
            allRead &= type.endsWith("_READ");
        }
        return authorizations.isEmpty() ? null : allRead;
    }

    private static @Nullable String organisation(FieldValues<AuditLogField> record) {
        String organisation = record.get(AuditLogField.ORGANISATION);
        return organisation == null ? ofLogName(record, "organizations") : organisation;
    }

    /** The id in a log's name such as {@code projects/my-project/logs/…}; null where the name is of something else. */
    private static @Nullable String ofLogName(FieldValues<AuditLogField> record, String container) {
        String name = record.get(AuditLogField.LOG_NAME);
        if (name == null || !name.startsWith(container + "/")) {
            return null;
        }
        int from = container.length() + 1;
        int end = name.indexOf('/', from);
        return end > from ? name.substring(from, end) : null;
    }

    private static @Nullable String region(FieldValues<AuditLogField> record) {
        String region = record.first(AuditLogField.LOCATION, AuditLogField.REGION, AuditLogField.ZONE);
        List<FieldValues<AuditLogField>> locations = record.list(AuditLogField.LOCATIONS);
        String known = region == null && !locations.isEmpty() ? locations.get(0).get(AuditLogField.LOCATIONS) : region;
        return known == null ? null : ZONE.matcher(known).replaceFirst("");
    }

    private static List<Resource> resources(FieldValues<AuditLogField> record) {
        Resources resources = new Resources();
        String name = record.get(AuditLogField.RESOURCE_NAME);
        resources.add(name, type(record, name));
        int object = name == null ? -1 : name.indexOf("/objects/");
        if (name != null && object > 0 && name.startsWith("projects/_/buckets/")) {
            resources.add(name.substring(0, object), "gcs_bucket");
        }
        for (FieldValues<AuditLogField> authorization : record.list(AuditLogField.AUTHORIZATIONS)) {
            resources.add(
                    authorization.get(AuditLogField.AUTHORIZED_RESOURCE),
                    authorization.get(AuditLogField.AUTHORIZED_TYPE));
        }
        return resources.list();
    }

    /** The kind that a permission was checked for, else the kind of what writes the log. */
    private static @Nullable String type(FieldValues<AuditLogField> record, @Nullable String name) {
        for (FieldValues<AuditLogField> authorization : record.list(AuditLogField.AUTHORIZATIONS)) {
            String type = authorization.get(AuditLogField.AUTHORIZED_TYPE);
            if (type != null && Objects.equals(authorization.get(AuditLogField.AUTHORIZED_RESOURCE), name)) {
                return type;
            }
        }
        return record.get(AuditLogField.RESOURCE_TYPE);
    }

    private static WorkspaceActivity workspace(FieldValues<AuditLogField> record) {
        return new WorkspaceActivity(record.list(AuditLogField.EVENTS).stream()
                .filter(event -> event.get(AuditLogField.EVENT_NAME) != null)
                .map(event -> new WorkspaceActivity.Event(
                        event.get(AuditLogField.EVENT_NAME),
                        WorkspaceParameters.of(
                                event.list(AuditLogField.PARAMETERS),
                                AuditLogField.PARAMETER_NAME,
                                AuditLogField.PARAMETER_VALUE,
                                AuditLogField.PARAMETER_VALUES)))
                .toList());
    }
}
