package io.windhover.connect.normalise.microsoft;

import io.windhover.connect.normalise.Described;
import io.windhover.connect.normalise.FieldValues;
import io.windhover.connect.normalise.Outcome;
import io.windhover.connect.normalise.RecordNormaliser;
import io.windhover.connect.normalise.Resources;
import io.windhover.connect.normalise.SourceAddress;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Resource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Entra's audit log as diagnostic settings stream it ("directoryAudit resource type", Microsoft Graph reference). */
public final class DirectoryAuditNormaliser extends RecordNormaliser<DirectoryAuditField> {

    /** For changes made by people and by programs. */
    public DirectoryAuditNormaliser() {
        super(
                new LogSource("azure", "auditlogs", null),
                DirectoryAuditField.TABLE,
                List.of(DirectoryAuditField.ACTIVITY_TIME, DirectoryAuditField.TIME));
    }

    @Override
    protected Described describe(FieldValues<DirectoryAuditField> record) {
        String operation =
                DirectoryActivity.trimmed(record.first(DirectoryAuditField.ACTIVITY, DirectoryAuditField.OPERATION));
        String result = record.first(DirectoryAuditField.RESULT, DirectoryAuditField.RESULT_TYPE);
        Outcome outcome = outcome(result);
        boolean failed = outcome == Outcome.FAILURE;
        return new Described(
                uid(record, operation),
                DirectoryActivity.of(operation),
                outcome,
                actor(record),
                SourceAddress.endpoint(
                        record.first(DirectoryAuditField.USER_ADDRESS, DirectoryAuditField.CALLER_ADDRESS),
                        detail(record, "User-Agent")),
                new Api(
                        record.get(DirectoryAuditField.SERVICE),
                        operation,
                        record.get(DirectoryAuditField.CORRELATION),
                        null,
                        failed ? result : null,
                        failed ? record.first(DirectoryAuditField.REASON, DirectoryAuditField.DESCRIPTION) : null),
                new Cloud(null, record.get(DirectoryAuditField.TENANT), null),
                resources(record));
    }

    private static @Nullable String uid(FieldValues<DirectoryAuditField> record, @Nullable String operation) {
        String id = record.get(DirectoryAuditField.ID);
        String correlation = record.get(DirectoryAuditField.CORRELATION);
        if (id != null || correlation == null) {
            return id;
        }
        return correlation + "|" + record.first(DirectoryAuditField.ACTIVITY_TIME, DirectoryAuditField.TIME) + "|"
                + operation;
    }

    private static Outcome outcome(@Nullable String result) {
        return result == null
                ? Outcome.UNKNOWN
                : switch (result.toLowerCase(Locale.ROOT)) {
                    case "success", "succeeded" -> Outcome.SUCCESS;
                    case "failure", "failed", "timeout" -> Outcome.FAILURE;
                    default -> Outcome.UNKNOWN;
                };
    }

    private static Actor actor(FieldValues<DirectoryAuditField> record) {
        String user = DirectoryName.idOrNobody(record.get(DirectoryAuditField.USER));
        String userName = DirectoryName.userPrincipalName(record.get(DirectoryAuditField.USER_PRINCIPAL_NAME));
        boolean ofPerson = user != null || userName != null;
        String program =
                DirectoryName.idOrNobody(record.first(DirectoryAuditField.PROGRAM, DirectoryAuditField.APPLICATION));
        String programName = record.first(DirectoryAuditField.APPLICATION_NAME, DirectoryAuditField.PROGRAM_NAME);
        String id = ofPerson ? user : program;
        String name = userName == null ? record.get(DirectoryAuditField.USER_DISPLAY_NAME) : userName;
        String otherwise = ofPerson ? userName : programName;
        boolean known = id != null || otherwise != null;
        return new Actor(
                id == null ? otherwise : id,
                known ? (ofPerson ? "user" : "app") : null,
                id,
                ofPerson ? name : programName,
                null,
                null,
                null,
                null,
                null,
                null,
                ofPerson ? DirectoryName.alias(id, userName) : null);
    }

    private static @Nullable String detail(FieldValues<DirectoryAuditField> record, String key) {
        for (FieldValues<DirectoryAuditField> detail : record.list(DirectoryAuditField.DETAILS)) {
            if (key.equalsIgnoreCase(detail.get(DirectoryAuditField.DETAIL_KEY))) {
                return detail.get(DirectoryAuditField.DETAIL_VALUE);
            }
        }
        return null;
    }

    private static List<Resource> resources(FieldValues<DirectoryAuditField> record) {
        Resources resources = new Resources();
        for (FieldValues<DirectoryAuditField> target : record.list(DirectoryAuditField.TARGETS)) {
            String id = DirectoryName.idOrNobody(target.get(DirectoryAuditField.TARGET));
            String name = DirectoryName.userPrincipalName(target.get(DirectoryAuditField.TARGET_USER));
            String otherwise = name == null ? target.get(DirectoryAuditField.TARGET_NAME) : name;
            resources.add(id == null ? otherwise : id, target.get(DirectoryAuditField.TARGET_TYPE));
        }
        return resources.list();
    }
}
