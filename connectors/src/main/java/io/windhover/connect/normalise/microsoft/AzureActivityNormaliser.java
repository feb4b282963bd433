package io.windhover.connect.normalise.microsoft;

import static io.windhover.connect.normalise.microsoft.AzureActivityField.ADDRESS;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.AUTHORISATION_SCOPE;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CALLER;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CLAIM_ADDRESS;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CLAIM_APP;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CLAIM_IDENTITY;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CLAIM_KIND;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CLAIM_METHODS;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CLAIM_NAME;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CLAIM_OBJECT;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CLAIM_SESSION;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CLAIM_TENANT;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CLAIM_TOKEN;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CLAIM_UPN;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.CORRELATION;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.EVENT_TIME;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.HTTP_ADDRESS;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.ID;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.LOCATION;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.OPERATION;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.OPERATION_ID;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.OPERATION_VALUE;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.OTHER_ID;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.PROPERTIES_STATUS_CODE;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.RESOURCE;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.REST_ADDRESS;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.REST_APP;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.REST_IDENTITY;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.REST_KIND;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.REST_METHODS;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.REST_NAME;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.REST_OBJECT;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.REST_SCOPE;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.REST_SESSION;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.REST_TENANT;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.REST_TOKEN;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.REST_UPN;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.RESULT;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.RESULT_DESCRIPTION;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.ROLE_PRINCIPAL;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.ROLE_PRINCIPAL_TYPE;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.SIGNATURE;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.STATUS;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.STATUS_CODE;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.STATUS_MESSAGE;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.STREAMED_ID;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.SUBSCRIPTION;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.SUB_STATUS;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.TENANT;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.TIME;
import static io.windhover.connect.normalise.microsoft.AzureActivityField.USER_AGENT;

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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Azure's activity log, and the resource logs that come the same way ("Azure activity log event schema", Azure Monitor).
 *
 * <p>One change leaves several records with the same correlation id: that it was started or accepted, then how it ended.
 * Only what ended has an outcome, so whatever asks for a success sees each change once.
 */
public final class AzureActivityNormaliser extends RecordNormaliser<AzureActivityField> {

    private AzureActivityNormaliser(@Nullable String service) {
        super(new LogSource("azure", service, null), AzureActivityField.TABLE, List.of(TIME, EVENT_TIME));
    }

    /** For the activity log. */
    public static AzureActivityNormaliser ofActivityLog() {
        return new AzureActivityNormaliser("activitylogs");
    }

    /** For the logs of single resources, which rules know by their product alone. */
    public static AzureActivityNormaliser ofResourceLogs() {
        return new AzureActivityNormaliser(null);
    }

    @Override
    protected Described describe(FieldValues<AzureActivityField> record) {
        AzureResourceId resource = AzureResourceId.parse(record.first(RESOURCE, AUTHORISATION_SCOPE, REST_SCOPE));
        String operation = record.first(OPERATION, OPERATION_VALUE);
        String result = record.first(RESULT, STATUS);
        String signature = record.first(SIGNATURE, SUB_STATUS);
        String code = record.first(STATUS_CODE, PROPERTIES_STATUS_CODE);
        Outcome outcome = outcome(result, code == null ? signature : code);
        boolean failed = outcome == Outcome.FAILURE;
        Resources resources = new Resources();
        if (resource != null) {
            resources.add(resource.text(), resource.type(), resource.subscription());
        }
        String subscription = record.get(SUBSCRIPTION);
        String location = record.get(LOCATION);
        return new Described(
                uid(record, operation, result),
                AzureOperation.of(operation, signature == null ? code : signature),
                outcome,
                actor(record),
                SourceAddress.endpoint(
                        record.first(List.of(ADDRESS, HTTP_ADDRESS, CLAIM_ADDRESS, REST_ADDRESS)),
                        record.get(USER_AGENT)),
                new Api(
                        service(operation),
                        operation,
                        record.first(CORRELATION, OPERATION_ID),
                        null,
                        failed ? code == null ? signature : code : null,
                        failed ? record.first(STATUS_MESSAGE, RESULT_DESCRIPTION) : null),
                new Cloud(
                        subscription == null && resource != null ? resource.subscription() : subscription,
                        record.first(TENANT, CLAIM_TENANT, REST_TENANT),
                        "global".equalsIgnoreCase(location) ? null : location),
                resources.list());
    }

    private static @Nullable String uid(
            FieldValues<AzureActivityField> record, @Nullable String operation, @Nullable String result) {
        String id = record.first(ID, STREAMED_ID, OTHER_ID);
        String correlation = record.get(CORRELATION);
        if (id != null || correlation == null) {
            return id;
        }
        // The result too: what was started and ended within a tick must not become one.
        return correlation + "|" + record.first(TIME, EVENT_TIME) + "|" + operation + "|" + result;
    }

    private static Outcome outcome(@Nullable String result, @Nullable String code) {
        Outcome byResult = result == null ? Outcome.UNKNOWN : byWord(result);
        boolean begun = result != null
                && switch (result.toLowerCase(Locale.ROOT)) {
                    case "start", "started", "accept", "accepted", "active", "inprogress", "in progress" -> true;
                    default -> false;
                };
        if (byResult != Outcome.UNKNOWN || begun || code == null) {
            return byResult;
        }
        if (code.matches("[1-5]\\d\\d")) {
            return code.charAt(0) >= '4' ? Outcome.FAILURE : Outcome.SUCCESS;
        }
        int dot = code.indexOf('.');
        return byWord(dot < 0 ? code : code.substring(0, dot));
    }

    private static Outcome byWord(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "success", "succeeded", "succeed", "ok", "created", "resolved" -> Outcome.SUCCESS;
            case "failure", "failed", "fail", "forbidden", "unauthorized", "conflict", "badrequest", "notfound" ->
                Outcome.FAILURE;
            default -> Outcome.UNKNOWN;
        };
    }

    private static Actor actor(FieldValues<AzureActivityField> record) {
        String caller = record.get(CALLER);
        String claimed = record.first(CLAIM_OBJECT, REST_OBJECT, ROLE_PRINCIPAL);
        String object = DirectoryName.objectId(claimed == null ? caller : claimed);
        String name = record.first(List.of(CLAIM_NAME, REST_NAME, CLAIM_IDENTITY, REST_IDENTITY));
        String upn = DirectoryName.userPrincipalName(userName(record, caller, name));
        String methods = record.first(CLAIM_METHODS, REST_METHODS);
        String program = upn == null ? record.first(CLAIM_APP, REST_APP) : upn;
        return new Actor(
                object == null ? program : object,
                record.first(CLAIM_KIND, REST_KIND, ROLE_PRINCIPAL_TYPE),
                object,
                upn == null ? name : upn,
                record.first(CLAIM_SESSION, REST_SESSION),
                null,
                methods == null ? null : methods.contains("mfa"),
                record.first(CLAIM_TOKEN, REST_TOKEN),
                null,
                null,
                DirectoryName.alias(object, givenName(record, caller)));
    }

    /** Not a display name, even where it looks like more. */
    private static @Nullable String givenName(FieldValues<AzureActivityField> record, @Nullable String caller) {
        String claimed = record.first(CLAIM_UPN, REST_UPN);
        return DirectoryName.userPrincipalName(claimed == null ? caller : claimed);
    }

    /** The first that is a user principal name; a caller may be an object id, a name a display name. */
    private static @Nullable String userName(
            FieldValues<AzureActivityField> record, @Nullable String caller, @Nullable String name) {
        String claimed = record.first(CLAIM_UPN, REST_UPN);
        if (claimed != null) {
            return claimed;
        }
        if (caller != null && caller.indexOf('@') > 0) {
            return caller;
        }
        return name != null && name.indexOf('@') > 0 ? name : null;
    }

    /** The provider in front of the operation. */
    private static @Nullable String service(@Nullable String operation) {
        int slash = operation == null ? -1 : operation.indexOf('/');
        return operation == null || slash <= 0 ? null : operation.substring(0, slash);
    }
}
