package io.windhover.connect.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A log that lies captured beside the project.
 *
 * @param atLeast how many records of it there are, or more
 * @param pushedAs which event a webhook's headers name; empty for records that nothing came with
 * @param times JSON pointers to where a record may have its time
 * @param said by what the common shape must keep: whether a record says it
 */
record CapturedLog(
        String name,
        String product,
        Source source,
        int atLeast,
        Function<JsonNode, Optional<String>> pushedAs,
        List<String> times,
        Map<String, Predicate<JsonNode>> said) {

    /** A log that nobody pushes. */
    private CapturedLog(
            String name,
            String product,
            Source source,
            int atLeast,
            List<String> times,
            Map<String, Predicate<JsonNode>> said) {
        this(name, product, source, atLeast, record -> Optional.empty(), times, said);
    }

    /** The events of GitHub's that the samples are of, by a member of their bodies. */
    private static final List<Map.Entry<String, String>> SENT_AS = List.of(
            Map.entry("review", "pull_request_review"),
            Map.entry("comment", "issue_comment"),
            Map.entry("workflow_job", "workflow_job"),
            Map.entry("workflow_run", "workflow_run"),
            Map.entry("pull_request", "pull_request"),
            Map.entry("issue", "issues"),
            Map.entry("pages", "gollum"));

    /** Reads the records of a log from the folder of captured logs. */
    interface Source {
        Stream<JsonNode> read(Path data) throws IOException;
    }

    static List<CapturedLog> all() {
        return List.of(
                cloudTrail(),
                guardDuty(),
                flowLog(),
                kubernetes(),
                googleCloud(),
                workspace(),
                azureActivity(),
                entraSignIn(),
                entraAudit(),
                microsoft365(),
                okta(),
                gitHubAudit(),
                gitHubEnterpriseServer(),
                gitHubWebhook());
    }

    private static CapturedLog kubernetes() {
        return new CapturedLog(
                "Kubernetes audit",
                "kubernetes",
                data -> Stream.concat(
                                folder(data.resolve("falco-k8saudit")),
                                panther(data, "Amazon.EKS.Audit").map(event -> timed(event, "stageTimestamp")))
                        .filter(record -> record.has("verb")),
                140,
                List.of("/stageTimestamp", "/requestReceivedTimestamp"),
                Map.of(
                        "principal", any("/user/username"),
                        "operation", any("/verb"),
                        "service", any("/objectRef/apiGroup"),
                        "result", any("/responseStatus/code"),
                        "error", record -> record.at("/responseStatus/code").asInt() >= 400,
                        "address", any("/sourceIPs/0"),
                        "agent", any("/userAgent"),
                        "resources", any("/objectRef/resource", "/requestURI"),
                        "class", any("/verb")));
    }

    private static CapturedLog guardDuty() {
        return new CapturedLog(
                "GuardDuty",
                "aws",
                data -> panther(data, "AWS.GuardDuty"),
                6,
                List.of("/updatedAt"),
                Map.of(
                        "principal",
                        record -> record.at("/service/action/awsApiCallAction/affectedResources")
                                .isObject(),
                        "operation",
                        any("/type"),
                        "service",
                        any("/service/serviceName"),
                        "address",
                        any("/service/action/awsApiCallAction/domainDetails/domain"),
                        "account",
                        any("/accountId"),
                        "resources",
                        record -> record.at("/service/action/awsApiCallAction/affectedResources")
                                .isObject(),
                        "class",
                        any("/id")));
    }

    private static CapturedLog flowLog() {
        return new CapturedLog(
                "VPC flow log",
                "aws",
                data -> panther(data, "AWS.VPCFlow")
                        .filter(record -> record.has("srcAddr"))
                        .map(CapturedLog::asFlowLogRecord),
                12,
                List.of("/end"),
                Map.of(
                        "address", any("/srcaddr"),
                        "resources", any("/dstaddr"),
                        "class", any("/srcaddr")));
    }

    private static CapturedLog googleCloud() {
        return new CapturedLog(
                "Google Cloud",
                "gcp",
                data -> Stream.concat(
                                lines(data.resolve("gcp-security-analytics/fixtures.ndjson")),
                                panther(data, "GCP.AuditLog"))
                        .filter(record -> record.has("protoPayload"))
                        .filter(record -> record.has("timestamp") || record.has("logName") || record.has("resource")),
                100,
                List.of("/timestamp", "/receiveTimestamp"),
                Map.of(
                        "principal",
                        any(
                                "/protoPayload/authenticationInfo/principalEmail",
                                "/protoPayload/authenticationInfo/principalSubject"),
                        "operation",
                        any("/protoPayload/methodName"),
                        "service",
                        any("/protoPayload/serviceName"),
                        "result",
                        any("/protoPayload/methodName"),
                        "error",
                        any("/protoPayload/status/code"),
                        "address",
                        any("/protoPayload/requestMetadata/callerIp", "/protoPayload/requestMetadata/callerIP"),
                        "agent",
                        any("/protoPayload/requestMetadata/callerSuppliedUserAgent"),
                        "key",
                        any("/protoPayload/authenticationInfo/serviceAccountKeyName"),
                        "account",
                        any("/resource/labels/project_id"),
                        "resources",
                        any("/protoPayload/resourceName").and(record -> record.at("/protoPayload/metadata/event")
                                .isEmpty())));
    }

    private static CapturedLog workspace() {
        return new CapturedLog(
                "Google Workspace",
                "gcp",
                data -> panther(data, "GSuite.ActivityEvent")
                        .filter(record -> record.has("id") && record.has("actor"))
                        .map(CapturedLog::asReportsActivity),
                70,
                List.of("/id/time"),
                Map.of(
                        "principal", any("/actor/email", "/actor/profileId"),
                        "operation", any("/events/0/name"),
                        "service", any("/id/applicationName"),
                        "result", any("/events/0/name"),
                        "address", any("/ipAddress"),
                        "organisation", any("/id/customerId")));
    }

    private static CapturedLog azureActivity() {
        return new CapturedLog(
                "Azure activity",
                "azure",
                data -> panther(data, "Azure.MonitorActivity")
                        .filter(record -> record.has("resourceId") && record.has("category")),
                100,
                List.of("/time", "/eventTimestamp"),
                Map.of(
                        "principal",
                        any("/identity/claims/name", "/identity/claims/appid", "/caller"),
                        "operation",
                        any("/operationName"),
                        "result",
                        any("/resultType").and(record -> !record.at("/resultType")
                                .asText()
                                .matches("Start|Started|Accept|Accepted|Active|None")),
                        "address",
                        any("/callerIpAddress"),
                        "account",
                        record -> record.path("resourceId").asText().matches("(?i)/subscriptions/.+"),
                        "organisation",
                        any("/tenantId"),
                        "resources",
                        any("/resourceId"),
                        "agent",
                        any("/properties/userAgentHeader")));
    }

    private static CapturedLog entraSignIn() {
        return new CapturedLog(
                "Entra sign-in",
                "azure",
                data -> panther(data, "Azure.Audit")
                        .filter(record -> record.path("category").asText().equals("SignInLogs")),
                5,
                List.of("/properties/createdDateTime", "/time"),
                Map.of(
                        "principal", any("/properties/userId", "/properties/userPrincipalName"),
                        "operation", any("/operationName"),
                        "service", any("/properties/resourceDisplayName"),
                        "result", any("/resultType", "/properties/status/errorCode"),
                        "address", any("/callerIpAddress", "/properties/ipAddress"),
                        "agent", any("/properties/userAgent"),
                        "organisation", any("/tenantId"),
                        "resources", any("/properties/resourceId", "/properties/appId")));
    }

    private static CapturedLog entraAudit() {
        return new CapturedLog(
                "Entra audit",
                "azure",
                data -> panther(data, "Azure.Audit")
                        .filter(record -> record.path("category").asText().equals("AuditLogs")),
                5,
                List.of("/properties/activityDateTime", "/time"),
                Map.of(
                        "principal",
                        any("/properties/initiatedBy/user/id", "/properties/initiatedBy/app/servicePrincipalId"),
                        "operation",
                        any("/operationName"),
                        "service",
                        any("/properties/loggedByService"),
                        "result",
                        any("/properties/result"),
                        "address",
                        any("/properties/initiatedBy/user/ipAddress", "/callerIpAddress"),
                        "organisation",
                        any("/tenantId"),
                        "resources",
                        any("/properties/targetResources/0/id")));
    }

    private static CapturedLog microsoft365() {
        return new CapturedLog(
                "Microsoft 365",
                "m365",
                data -> Stream.concat(
                        panther(data, "Microsoft365.Audit.AzureActiveDirectory"),
                        panther(data, "Microsoft365.Audit.Exchange").map(CapturedLog::asManagementActivity)),
                10,
                List.of("/CreationTime"),
                Map.of(
                        "principal", any("/UserId"),
                        "operation", any("/Operation"),
                        "service", any("/Workload"),
                        "result", any("/ResultStatus"),
                        "address", any("/ClientIP", "/ClientIPAddress", "/ActorIpAddress"),
                        "organisation", any("/OrganizationId"),
                        "resources", any("/ObjectId")));
    }

    /** Some samples lack the time: what else they say must be kept all the same. */
    private static JsonNode timed(JsonNode record, String member) {
        ObjectNode timed = record.deepCopy();
        return timed.has(member) ? timed : timed.put(member, "2026-10-01T08:00:00.000000Z");
    }

    /** The samples have names of their own for the columns, and no time. */
    private static JsonNode asFlowLogRecord(JsonNode named) {
        ObjectNode record = named.deepCopy();
        Map.of(
                        "srcAddr", "srcaddr",
                        "dstAddr", "dstaddr",
                        "srcPort", "srcport",
                        "dstPort", "dstport",
                        "vpcId", "vpc-id",
                        "subNetId", "subnet-id",
                        "flowDirection", "flow-direction")
                .forEach((theirs, column) -> rename(record, theirs, column));
        return record.put("end", "1790841600");
    }

    private static CapturedLog okta() {
        return new CapturedLog(
                "Okta",
                "okta",
                data -> Stream.concat(
                                panther(data, "Okta.SystemLog").map(CapturedLog::asSystemLog),
                                streamAlert(data, "okta:"))
                        .filter(record -> record.has("published")),
                50,
                List.of("/published"),
                Map.of(
                        "principal",
                        any("/actor/id")
                                .and(record ->
                                        !record.at("/actor/type").asText().equals("IP address")),
                        "operation",
                        any("/eventType"),
                        "result",
                        any("/outcome/result")
                                .and(record ->
                                        !record.at("/outcome/result").asText().equals("CHALLENGE")),
                        "address",
                        any("/client/ipAddress"),
                        "agent",
                        any("/client/userAgent/rawUserAgent"),
                        "session",
                        any("/authenticationContext/externalSessionId"),
                        "key",
                        any("/transaction/detail/requestApiTokenId"),
                        "resources",
                        any("/target/0/id", "/target/0/alternateId")));
    }

    private static CapturedLog gitHubAudit() {
        return new CapturedLog(
                "GitHub audit",
                "github",
                data -> panther(data, "GitHub.Audit")
                        .map(CapturedLog::asAuditRecord)
                        .filter(record -> record.has("@timestamp") || record.has("created_at")),
                40,
                List.of("/@timestamp", "/created_at"),
                Map.of(
                        "principal", any("/actor"),
                        "operation", any("/action"),
                        "result", any("/action"),
                        "address", any("/actor_ip"),
                        "agent", any("/user_agent"),
                        "key", any("/token_id", "/hashed_token"),
                        "account", any("/org", "/repo"),
                        "organisation", any("/business"),
                        "resources", any("/repo", "/user", "/org")));
    }

    private static CapturedLog gitHubEnterpriseServer() {
        return new CapturedLog(
                "GitHub Enterprise Server",
                "github",
                data -> streamAlert(data, "ghe:").map(CapturedLog::afterSyslog),
                15,
                List.of("/created_at"),
                Map.of(
                        "principal", any("/actor"),
                        "operation", any("/action"),
                        "result", any("/action"),
                        "address", any("/actor_ip"),
                        "session", any("/data/actor_session"),
                        "account", any("/org"),
                        "resources", any("/user", "/org")));
    }

    /** The samples are cut down to what a rule reads: nearly all lack the sender, by whom a body is recognised. */
    private static CapturedLog gitHubWebhook() {
        return new CapturedLog(
                "GitHub webhooks",
                "github",
                data -> panther(data, "GitHub.Webhook").map(CapturedLog::withSender),
                60,
                record -> Optional.of(SENT_AS.stream()
                        .filter(sent -> record.has(sent.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("push")),
                List.of(),
                Map.of(
                        "principal",
                        any("/sender/login"),
                        "operation",
                        record -> true,
                        "time",
                        record -> true,
                        "result",
                        record -> Stream.of("/workflow_run/conclusion", "/workflow_job/conclusion")
                                .map(record::at)
                                .allMatch(conclusion ->
                                        conclusion.asText("success").matches("success|failure|")),
                        "account",
                        any("/repository/full_name"),
                        "resources",
                        any("/repository/full_name")));
    }

    /** The samples have some names in lower case. */
    private static JsonNode asSystemLog(JsonNode lower) {
        ObjectNode event = lower.deepCopy();
        List.of(
                        "authenticationContext",
                        "debugContext",
                        "displayMessage",
                        "eventType",
                        "legacyEventType",
                        "securityContext")
                .forEach(name -> rename(event, name.toLowerCase(Locale.ROOT), name));
        return event;
    }

    /** The samples have the sign spelled out. */
    private static JsonNode asAuditRecord(JsonNode spelled) {
        ObjectNode record = spelled.deepCopy();
        rename(record, "at_sign_timestamp", "@timestamp");
        return record;
    }

    private static void rename(ObjectNode object, String before, String name) {
        JsonNode value = object.remove(before);
        if (value != null) {
            object.set(name, value);
        }
    }

    /** The samples are lines of a system log, in which the record follows the program's name. */
    private static JsonNode afterSyslog(JsonNode line) {
        String message = line.path("message").asText();
        try {
            return new ObjectMapper().readTree(message.substring(message.indexOf('{')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode withSender(JsonNode cut) {
        ObjectNode body = cut.deepCopy();
        if (!body.has("sender")) {
            body.putObject("sender").put("login", "octo");
        }
        return body;
    }

    private static Stream<JsonNode> streamAlert(Path data, String log) throws IOException {
        return lines(data.resolve("streamalert/tests.ndjson"))
                .filter(line -> line.path("log").asText().startsWith(log))
                .map(line -> line.get("event"));
    }

    /** The samples have one event's members at the top, and its parameters as an object. */
    private static JsonNode asReportsActivity(JsonNode flat) {
        ObjectNode activity = flat.deepCopy();
        ObjectNode event = activity.putArray("events").addObject();
        event.set("name", activity.remove("name"));
        event.set("type", activity.remove("type"));
        JsonNode parameters = activity.remove("parameters");
        ArrayNode list = event.putArray("parameters");
        if (parameters != null) {
            parameters.properties().forEach(parameter -> list.addObject()
                    .put("name", parameter.getKey())
                    .set(parameter.getValue().isArray() ? "multiValue" : "value", parameter.getValue()));
        }
        return activity;
    }

    /** The samples have names in lower case. */
    private static JsonNode asManagementActivity(JsonNode lower) {
        ObjectNode record = lower.deepCopy();
        List.of(
                        "ClientIP",
                        "CreationTime",
                        "Id",
                        "ObjectId",
                        "Operation",
                        "OrganizationId",
                        "RecordType",
                        "ResultStatus",
                        "UserId",
                        "UserKey",
                        "UserType",
                        "Workload")
                .forEach(name -> record.set(name, record.remove(name.toLowerCase(Locale.ROOT))));
        return record;
    }

    private static Stream<JsonNode> panther(Path data, String kind) throws IOException {
        return lines(data.resolve("panther/" + kind + ".ndjson")).map(line -> line.get("event"));
    }

    private static CapturedLog cloudTrail() {
        return new CapturedLog(
                "CloudTrail",
                "aws",
                data -> Stream.of(
                                folder(data.resolve("stratus")),
                                lines(data.resolve("opensearch-catalog-cloudtrail/samples-large.ndjson")),
                                lines(data.resolve("otrf/ec2_proxy_s3_exfiltration.ndjson")),
                                lines(data.resolve("panther/AWS.CloudTrail.ndjson"))
                                        .map(line -> line.get("event")),
                                streamAlert(data, "cloudtrail:")
                                        .flatMap(event -> Stream.concat(
                                                elements(event.path("Records")),
                                                Stream.of(event.path("detail")).filter(JsonNode::isObject))))
                        .flatMap(Function.identity())
                        .filter(record -> record.has("eventName") || record.has("eventSource")),
                1_000,
                List.of("/eventTime", "/@timestamp"),
                Map.of(
                        "principal",
                        any(
                                "/userIdentity/arn",
                                "/userIdentity/invokedBy",
                                "/userIdentity/userName",
                                "/userIdentity/principalId"),
                        "operation",
                        any("/eventName"),
                        "service",
                        any("/eventSource"),
                        "result",
                        any("/eventName"),
                        "error",
                        any("/errorCode"),
                        "address",
                        any("/sourceIPAddress"),
                        "key",
                        any("/userIdentity/accessKeyId"),
                        "account",
                        any("/recipientAccountId"),
                        "session",
                        any("/userIdentity/arn")
                                .and(record ->
                                        record.at("/userIdentity/type").asText().equals("AssumedRole"))));
    }

    List<JsonNode> records(Path data) throws IOException {
        return source.read(data).toList();
    }

    /** Whether the record has a time that can be read. */
    boolean saysTime(JsonNode record) {
        return times.stream()
                .anyMatch(pointer -> record.at(pointer).asText().matches("\\d{4}-\\d\\d-\\d\\d[T ].*|\\d{10}|\\d{13}"));
    }

    @Override
    public String toString() {
        return name;
    }

    /** Whether there is text at any of these JSON pointers. */
    private static Predicate<JsonNode> any(String... pointers) {
        return record -> Stream.of(pointers)
                .map(record::at)
                .anyMatch(value -> value.isValueNode() && !value.asText().isBlank() && !value.isNull());
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);
        return elements.stream();
    }

    private static Stream<JsonNode> folder(Path folder) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList()) {
                lines(file).forEach(records::add);
            }
        }
        return records.stream();
    }

    /** What a reader finds in a file. */
    private static Stream<JsonNode> lines(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> records = new ArrayList<>();
        try (RecordReader reader = RecordReader.open(file, ReadLimits.DEFAULT)) {
            for (Read read = reader.next(); read != null; read = reader.next()) {
                assertThat(read).isInstanceOf(Read.Event.class);
                Read.Event event = (Read.Event) read;
                records.add(json.readTree(event.buffer(), event.offset(), event.length()));
            }
        }
        return records.stream();
    }
}
