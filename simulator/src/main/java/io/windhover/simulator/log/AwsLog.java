package io.windhover.simulator.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.journal.Journal;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.text.Line;
import org.jspecify.annotations.Nullable;

/** AWS CloudTrail ("CloudTrail record contents", AWS CloudTrail User Guide). */
public final class AwsLog {
    private static final byte[] HEAD = bytes("{\"eventVersion\":\"1.11\",\"userIdentity\":");
    private static final byte[] TIME = bytes(",\"eventTime\":\"");
    private static final byte[] ERROR = bytes(",\"errorCode\":\"");
    private static final byte[] MESSAGE = bytes(",\"errorMessage\":\"");
    private static final byte[] QUOTE = bytes("\"");
    private static final byte[] REQUEST = bytes(",\"requestParameters\":");
    private static final byte[] RESPONSE = bytes(",\"responseElements\":");
    private static final byte[] NULL = bytes("null");
    private static final byte[] ADDED = bytes(",\"additionalEventData\":");
    private static final byte[] REQUEST_ID = bytes(",\"requestID\":\"");
    private static final byte[] EVENT_ID = bytes("\",\"eventID\":\"");
    private static final byte[] SHARED = bytes(",\"sharedEventID\":\"");
    private static final byte[] TLS = bytes(",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":"
            + "\"TLS_AES_128_GCM_SHA256\",\"clientProvidedHostHeader\":\"");
    private static final byte[] DOT = bytes(".");
    private static final byte[] TLS_END = bytes(".amazonaws.com\"}");
    private static final byte[] END = bytes("}");

    private final Journal journal;

    AwsLog(Journal journal) {
        this.journal = journal;
    }

    /** A call that succeeds. */
    public void call(long time, AwsCaller caller, AwsCall call, AwsSite site, Chance chance, String... values) {
        write(time, caller, call, site, null, "", null, chance, values);
    }

    /** A call that fails. */
    public void failed(
            long time,
            AwsCaller caller,
            AwsCall call,
            AwsSite site,
            String error,
            String message,
            Chance chance,
            String... values) {
        write(time, caller, call, site, error, message, null, chance, values);
    }

    /** A call that is refused for want of a permission, in the service's own words. */
    public void denied(long time, AwsCaller caller, AwsCall call, AwsSite site, Chance chance, String... values) {
        String message = call.service().equals("ec2")
                ? "You are not authorized to perform this operation."
                : "User: " + caller.arn() + " is not authorized to perform: " + call.service() + ":"
                        + call.operation() + " because no identity-based policy allows the " + call.service() + ":"
                        + call.operation() + " action";
        write(time, caller, call, site, call.refusal(), message, null, chance, values);
    }

    /**
     * A password that is not right: the response says so beside an error's text without a code.
     *
     * @param call one whose first value is the result and whose second says whether there was a second factor
     */
    public void refusedAtTheDoor(long time, AwsCaller caller, AwsCall call, AwsSite site, Chance chance) {
        write(time, caller, call, site, null, "Failed authentication", null, chance, "Failure", "No");
    }

    /** A call that two accounts record, each with an id of its own and both with a shared one, by which it is known. */
    public void across(
            long time, AwsCaller caller, AwsCall call, AwsSite from, AwsSite to, Chance chance, String... values) {
        String shared = chance.uuid();
        write(time, caller, call, from, null, "", shared, chance, values);
        write(time, caller, call, to, null, "", shared, chance, values);
    }

    private void write(
            long time,
            AwsCaller caller,
            AwsCall call,
            AwsSite site,
            @Nullable String error,
            String message,
            @Nullable String shared,
            Chance chance,
            String... values) {
        Line line = journal.begin().raw(HEAD);
        caller.writeIdentity(line);
        line.raw(TIME).time(time, 0);
        call.writeName(line);
        line.text(call.region(site));
        caller.writeSource(line);
        if (error != null) {
            line.raw(ERROR).text(error).raw(QUOTE);
        }
        if (!message.isEmpty()) {
            line.raw(MESSAGE).text(message).raw(QUOTE);
        }
        call.writeRequest(line.raw(REQUEST), values);
        line.raw(RESPONSE);
        if (error == null) {
            call.writeResponse(line, values);
        } else {
            line.raw(NULL);
        }
        if (call.hasAdded()) {
            call.writeAdded(line.raw(ADDED), values);
        }
        line.raw(REQUEST_ID).uuid(chance).raw(EVENT_ID);
        if (shared == null) {
            line.mark().uuid(chance).endMark();
        } else {
            line.uuid(chance);
        }
        call.writeKind(line);
        line.text(site.account());
        call.writeCategory(line);
        if (shared != null) {
            line.raw(SHARED).mark().text(shared).endMark().raw(QUOTE);
        }
        if (call.isApiCall() && !caller.isService()) {
            line.raw(TLS).text(call.service()).raw(DOT).text(call.region(site)).raw(TLS_END);
        }
        line.raw(END);
        journal.end(Log.AWS_CLOUDTRAIL, time);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
