package io.windhover.connect.normalise.gitlab;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GitLab's audit events, as they are streamed, as the API lists them and as a server logs them ("Audit event schema",
 * GitLab documentation). They name the author by number alone, beside a name that its owner chose.
 */
public final class GitLabAuditNormaliser extends RecordNormaliser<AuditField> {

    private static final String SERVICE = "gitlab";

    /** For events of any type. */
    public GitLabAuditNormaliser() {
        super(new LogSource("gitlab", "audit", null), AuditField.TABLE, List.of(AuditField.CREATED, AuditField.TIME));
    }

    @Override
    protected Described describe(FieldValues<AuditField> record) {
        return describe(record, Map.of());
    }

    @Override
    protected Described describe(FieldValues<AuditField> record, Map<String, String> headers) {
        String operation = AuditOperation.name(record);
        boolean failed = record.get(AuditField.FAILED_LOGIN) != null
                || (operation != null && operation.toLowerCase(Locale.ROOT).startsWith("login_failed"));
        return new Described(
                uid(record),
                AuditOperation.of(operation, record.get(AuditField.MESSAGE_ACTION)),
                operation == null ? Outcome.UNKNOWN : failed ? Outcome.FAILURE : Outcome.SUCCESS,
                actor(record, headers),
                SourceAddress.endpoint(record.first(AuditField.ADDRESS, AuditField.DETAILS_ADDRESS), null),
                new Api(SERVICE, operation, null, null, failed ? record.get(AuditField.FAILED_LOGIN) : null, null),
                new Cloud(group(record), null, null),
                resources(record));
    }

    /** Ids are numbers that each kind of entity counts for itself. */
    private static @Nullable String uid(FieldValues<AuditField> record) {
        String id = record.get(AuditField.ID);
        return id == null
                ? null
                : "gitlab|" + record.get(AuditField.ENTITY_TYPE) + "|" + id + "|"
                        + record.first(AuditField.CREATED, AuditField.TIME);
    }

    /** Of a failed login the log knows only what was typed. */
    private static Actor actor(FieldValues<AuditField> record, Map<String, String> headers) {
        String id = Account.numberOrNobody(record.get(AuditField.AUTHOR));
        String name = record.first(AuditField.AUTHOR_NAME, AuditField.DETAILS_AUTHOR_NAME);
        String host = Account.host(headers, null);
        boolean typed = id == null && record.get(AuditField.FAILED_LOGIN) != null;
        String principal = typed ? Account.ofLogin(name, host) : Account.ofNumber(id, host);
        return new Actor(
                principal, record.get(AuditField.AUTHOR_CLASS), id, name, null, null, null, null, null, null, null);
    }

    /** The first name of the path: the group above all others, or the person, that it belongs to. */
    private static @Nullable String group(FieldValues<AuditField> record) {
        String path = record.first(AuditField.ENTITY_PATH, AuditField.DETAILS_ENTITY_PATH);
        int slash = path == null ? -1 : path.indexOf('/');
        return path == null || slash <= 0 ? path : path.substring(0, slash);
    }

    private static List<Resource> resources(FieldValues<AuditField> record) {
        Resources resources = new Resources();
        String name = record.first(AuditField.TARGET_NAME, AuditField.DETAILS_TARGET_NAME);
        String target = name == null ? record.first(AuditField.TARGET, AuditField.DETAILS_TARGET) : name;
        resources.add(target, record.first(AuditField.TARGET_TYPE, AuditField.DETAILS_TARGET_TYPE));
        String path = record.first(AuditField.ENTITY_PATH, AuditField.DETAILS_ENTITY_PATH);
        resources.add(
                path == null ? Account.numberOrNobody(record.get(AuditField.ENTITY)) : path,
                record.get(AuditField.ENTITY_TYPE));
        return resources.list();
    }
}
