package io.windhover.cli.story;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call as CloudTrail records it. Describe it in a chain; {@link #at} makes the record. */
final class Call {
    private static final Set<String> GLOBAL = Set.of("iam", "signin", "organizations");
    private static final String HOME = "eu-central-1";

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
    private @Nullable List<?> resources;
    private @Nullable String shared;
    private String type = "AwsApiCall";
    private boolean data;
    private boolean console;

    private Call(Caller caller, String service, String operation) {
        this.caller = caller;
        this.service = service;
        this.operation = operation;
        this.account = caller.account().isEmpty() ? Cast.SHOP : caller.account();
        this.region = GLOBAL.contains(service) ? "us-east-1" : HOME;
    }

    /** For example {@code Call.of(caller, "iam", "CreateUser")}. */
    static Call of(Caller caller, String service, String operation) {
        return new Call(caller, service, operation);
    }

    Call asking(Object... keysAndValues) {
        this.request = Json.of(keysAndValues);
        return this;
    }

    Call answered(Object... keysAndValues) {
        this.response = Json.of(keysAndValues);
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
        boolean query =
                GLOBAL.contains(service) || Set.of("s3", "sts", "rds", "ses").contains(service);
        return failing(
                query ? "AccessDenied" : "AccessDeniedException",
                "User: " + caller.identity().get("arn") + " is not authorized to perform: " + service + ":" + operation
                        + " because no identity-based policy allows the " + service + ":" + operation + " action");
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

    Call adding(Object... keysAndValues) {
        this.additional = Json.of(keysAndValues);
        return this;
    }

    Call about(String resourceType, String arn) {
        this.resources = List.of(Json.of("accountId", account, "type", resourceType, "ARN", arn));
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
        Map<String, @Nullable Object> entry = Json.of(
                "eventVersion",
                "1.11",
                "userIdentity",
                caller.identity(),
                "eventTime",
                time.truncatedTo(ChronoUnit.SECONDS).toString(),
                "eventSource",
                service + ".amazonaws.com",
                "eventName",
                operation,
                "awsRegion",
                region,
                "sourceIPAddress",
                caller.address(),
                "userAgent",
                caller.agent());
        if (error != null) {
            entry.put("errorCode", error);
            entry.put("errorMessage", errorMessage);
        }
        entry.put("requestParameters", request);
        entry.put("responseElements", error == null ? response : null);
        if (additional != null) {
            entry.put("additionalEventData", additional);
        }
        entry.put("requestID", service.equals("s3") ? chance.capitals(16) : chance.uuid());
        entry.put("eventID", chance.uuid());
        entry.put("readOnly", isRead());
        if (resources != null) {
            entry.put("resources", resources);
        }
        entry.put("eventType", type);
        entry.put("managementEvent", !data);
        entry.put("recipientAccountId", account);
        if (shared != null) {
            entry.put("sharedEventID", shared);
        }
        entry.put("eventCategory", data ? "Data" : "Management");
        if (type.equals("AwsApiCall") && !caller.isService()) {
            entry.put("tlsDetails", tls());
        }
        if (console) {
            entry.put("sessionCredentialFromConsole", "true");
        }
        return new LogEntry(time, account, region, entry);
    }

    private boolean isRead() {
        return operation.startsWith("Get")
                || operation.startsWith("List")
                || operation.startsWith("Describe")
                || operation.startsWith("BatchGet")
                || operation.startsWith("BatchCheck")
                || operation.startsWith("AssumeRole")
                || operation.startsWith("Decrypt")
                || operation.startsWith("GenerateDataKey")
                || operation.startsWith("Head");
    }

    private Map<String, @Nullable Object> tls() {
        String host = GLOBAL.contains(service) ? service : service + "." + region;
        return Json.of(
                "tlsVersion", "TLSv1.3",
                "cipherSuite", "TLS_AES_128_GCM_SHA256",
                "clientProvidedHostHeader", host + ".amazonaws.com");
    }
}
