package io.windhover.simulator.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windhover.simulator.text.Line;
import io.windhover.simulator.text.Template;
import java.util.Set;

/**
 * A call to AWS as far as it is the same whoever makes it. Described once, in a chain; immutable.
 *
 * <p>Request, response and what is added are {@link Template}s over the same values.
 */
public final class AwsCall {
    private static final Set<String> PLAIN_ERRORS =
            Set.of("iam", "organizations", "s3", "sts", "rds", "ses", "cloudformation", "autoscaling", "monitoring");
    private static final Set<String> GLOBAL = Set.of("iam", "organizations", "signin", "route53");

    private final String service;
    private final String operation;
    private final boolean read;
    private final boolean data;
    private final boolean global;
    private final String type;
    private final Template request;
    private final Template response;
    private final Template added;
    private final byte[] named;
    private final byte[] kind;
    private final byte[] category;

    private AwsCall(
            String service,
            String operation,
            boolean read,
            boolean data,
            String type,
            Template request,
            Template response,
            Template added) {
        this.service = service;
        this.operation = operation;
        this.read = read;
        this.data = data;
        this.global = GLOBAL.contains(service);
        this.type = type;
        this.request = request;
        this.response = response;
        this.added = added;
        this.named = ("\",\"eventSource\":\"" + service + ".amazonaws.com\",\"eventName\":\"" + operation
                        + "\",\"awsRegion\":\"")
                .getBytes(UTF_8);
        this.kind = ("\",\"readOnly\":" + read + ",\"eventType\":\"" + type + "\",\"managementEvent\":" + !data
                        + ",\"recipientAccountId\":\"")
                .getBytes(UTF_8);
        this.category = ("\",\"eventCategory\":\"" + (data ? "Data\"" : "Management\"")).getBytes(UTF_8);
    }

    private static AwsCall of(String service, String operation, boolean read) {
        return new AwsCall(service, operation, read, false, "AwsApiCall", Template.NULL, Template.NULL, Template.NULL);
    }

    /** A call that only reads. */
    public static AwsCall read(String service, String operation) {
        return of(service, operation, true);
    }

    /** A call that changes something. */
    public static AwsCall write(String service, String operation) {
        return of(service, operation, false);
    }

    /** Its parameters. */
    public AwsCall asking(String json) {
        return new AwsCall(service, operation, read, data, type, Template.of(json), response, added);
    }

    /** What the service answers on success. */
    public AwsCall answering(String json) {
        return new AwsCall(service, operation, read, data, type, request, Template.of(json), added);
    }

    /** What CloudTrail adds. */
    public AwsCall adding(String json) {
        return new AwsCall(service, operation, read, data, type, request, response, Template.of(json));
    }

    /** A call on data, which a trail records only when told to. */
    public AwsCall onData() {
        return new AwsCall(service, operation, read, true, type, request, response, added);
    }

    /** A step of signing in. */
    public AwsCall signingIn() {
        return new AwsCall(service, operation, read, data, "AwsConsoleSignIn", request, response, added);
    }

    /** The service's first label, for example {@code iam}. */
    public String service() {
        return service;
    }

    public String operation() {
        return operation;
    }

    boolean isApiCall() {
        return type.equals("AwsApiCall");
    }

    /** Global services are recorded in one region. */
    String region(AwsSite site) {
        return global ? "us-east-1" : site.region();
    }

    /** The code with which the service refuses a call for want of a permission. */
    String refusal() {
        if (service.equals("ec2")) {
            return "Client.UnauthorizedOperation";
        }
        return PLAIN_ERRORS.contains(service) ? "AccessDenied" : "AccessDeniedException";
    }

    void writeName(Line line) {
        line.raw(named);
    }

    void writeRequest(Line line, String... values) {
        request.write(line, values);
    }

    void writeResponse(Line line, String... values) {
        response.write(line, values);
    }

    boolean hasAdded() {
        return added != Template.NULL;
    }

    void writeAdded(Line line, String... values) {
        added.write(line, values);
    }

    void writeKind(Line line) {
        line.raw(kind);
    }

    void writeCategory(Line line) {
        line.raw(category);
    }
}
