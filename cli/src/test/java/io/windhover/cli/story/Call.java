package io.windhover.cli.story;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call as CloudTrail records it. Describe it in a chain; {@link #at} makes the record. */
final class Call {
    private static final Set<String> GLOBAL = Set.of("iam", "signin", "organizations");
    private static final Set<String> PLAIN_ERRORS = Set.of("iam", "organizations", "s3", "sts", "rds", "ses");
    private static final List<String> READS = List.of(
            "Get", "List", "Describe", "BatchGet", "BatchCheck", "AssumeRole", "Decrypt", "GenerateDataKey", "Head");

    private final String service;
    private final String operation;
    private final Caller caller;
    private String region;
    private String account;
    private @Nullable Object request;
    private @Nullable Object response;
    private @Nullable String error;
    private @Nullable String errorMessage;
    private @Nullable Object additional;
    private @Nullable Object resource;
    private @Nullable String shared;
    private String type = "AwsApiCall";
    private boolean data;
    private boolean console;

    private Call(Caller caller, String service, String operation) {
        this.caller = caller;
        this.service = service;
        this.operation = operation;
        this.account = caller.account().isEmpty() ? Cast.SHOP : caller.account();
        this.region = GLOBAL.contains(service) ? "us-east-1" : "eu-central-1";
    }

    /** For example {@code Call.of(caller, "iam", "CreateUser")}. */
    static Call of(Caller caller, String service, String operation) {
        return new Call(caller, service, operation);
    }

    /** The request's parameters, as {@link Json#object} reads them. */
    Call asking(String json, Object... arguments) {
        this.request = Json.object(json, arguments);
        return this;
    }

    /** What the service answers unless the call fails. */
    Call answered(String json, Object... arguments) {
        this.response = Json.object(json, arguments);
        return this;
    }

    Call adding(String json, Object... arguments) {
        this.additional = Json.object(json, arguments);
        return this;
    }

    Call failing(String code, String message) {
        this.error = code;
        this.errorMessage = message;
        return this;
    }

    /** Refused for want of a permission, in the words that the service uses. */
    Call denied() {
        if (service.equals("ec2")) {
            return failing("Client.UnauthorizedOperation", "You are not authorized to perform this operation.");
        }
        return failing(
                PLAIN_ERRORS.contains(service) ? "AccessDenied" : "AccessDeniedException",
                "User: %s is not authorized to perform: %s:%s because no identity-based policy allows the %s:%s action"
                        .formatted(caller.identity().get("arn"), service, operation, service, operation));
    }

    Call in(String newRegion) {
        this.region = newRegion;
        return this;
    }

    /** Recorded in another account than the caller's. */
    Call recordedIn(String newAccount) {
        this.account = newAccount;
        return this;
    }

    /** Recorded in two accounts; the records share this id. */
    Call sharedAs(String id) {
        this.shared = id;
        return this;
    }

    Call about(String resourceType, String arn) {
        this.resource = Json.object("{'accountId': '%s', 'type': '%s', 'ARN': '%s'}", Cast.SHOP, resourceType, arn);
        return this;
    }

    Call type(String newType) {
        this.type = newType;
        return this;
    }

    /** A call on data, which a trail records only when told to. */
    Call onData() {
        this.data = true;
        return this;
    }

    Call inConsole() {
        this.console = true;
        return this;
    }

    LogEntry at(Instant time, Chance chance) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("eventVersion", "1.11");
        entry.put("userIdentity", caller.identity());
        entry.put("eventTime", time.truncatedTo(ChronoUnit.SECONDS).toString());
        entry.put("eventSource", service + ".amazonaws.com");
        entry.put("eventName", operation);
        entry.put("awsRegion", region);
        entry.put("sourceIPAddress", caller.address());
        entry.put("userAgent", caller.agent());
        putIfThere(entry, "errorCode", error);
        putIfThere(entry, "errorMessage", errorMessage);
        entry.put("requestParameters", request);
        entry.put("responseElements", error == null ? response : null);
        putIfThere(entry, "additionalEventData", additional);
        entry.put("requestID", service.equals("s3") ? chance.capitals(16) : chance.uuid());
        entry.put("eventID", chance.uuid());
        entry.put("readOnly", READS.stream().anyMatch(operation::startsWith));
        putIfThere(entry, "resources", resource == null ? null : List.of(resource));
        entry.put("eventType", type);
        entry.put("managementEvent", !data);
        entry.put("recipientAccountId", account);
        putIfThere(entry, "sharedEventID", shared);
        entry.put("eventCategory", data ? "Data" : "Management");
        putIfThere(entry, "tlsDetails", type.equals("AwsApiCall") && !caller.isService() ? tls() : null);
        putIfThere(entry, "sessionCredentialFromConsole", console ? "true" : null);
        return new LogEntry(time, account, region, entry);
    }

    private static void putIfThere(Map<String, @Nullable Object> entry, String key, @Nullable Object value) {
        if (value != null) {
            entry.put(key, value);
        }
    }

    private Map<String, @Nullable Object> tls() {
        String host = GLOBAL.contains(service) ? service : service + "." + region;
        return Json.object("""
                {'tlsVersion': 'TLSv1.3', 'cipherSuite': 'TLS_AES_128_GCM_SHA256',
                 'clientProvidedHostHeader': '%s.amazonaws.com'}""", host);
    }
}
