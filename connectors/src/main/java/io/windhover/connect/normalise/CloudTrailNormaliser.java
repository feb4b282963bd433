package io.windhover.connect.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Origin;
import io.windhover.schemas.SourceEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * AWS CloudTrail: management, data, network activity and insight events ("CloudTrail record contents", AWS CloudTrail
 * User Guide). What is taken from where stands in {@link CloudTrailField}, who acted in {@link CloudTrailIdentity}, the
 * OCSF class in {@link CloudTrailOperation}, the resources in {@link CloudTrailResources}.
 *
 * <p>An event needs a time: {@code eventTime}, or {@code @timestamp}, where log shippers of the Elastic family move it.
 * Everything else may be missing.
 */
public final class CloudTrailNormaliser implements Normaliser {

    /** What is kept of a raw event. */
    static final int MAX_RAW_BYTES = 256 << 10;

    private static final LogSource LOG_SOURCE = new LogSource("aws", "cloudtrail", null);
    private static final Duration MAX_FUTURE = Duration.ofMinutes(5);
    private static final String NO_TIME = "the record has no eventTime";
    private static final String BAD_TIME = "the record's eventTime cannot be read";
    private static final int SUCCESS = 1;
    private static final int FAILURE = 2;

    private static final byte[] EVENT_TIME = CloudTrailField.EVENT_TIME.path().getBytes(UTF_8);
    private static final byte[] SHIPPED_TIME =
            CloudTrailField.SHIPPED_TIME.path().getBytes(UTF_8);

    private final RawTruncation truncation = new RawTruncation(MAX_RAW_BYTES);

    @Override
    public LogSource logSource() {
        return LOG_SOURCE;
    }

    @Override
    public Optional<String> refusal(byte[] buffer, int offset, int length) {
        TopLevelMembers members = new TopLevelMembers(buffer, offset, length);
        String shipped = null;
        while (members.next()) {
            boolean own = members.nameIs(EVENT_TIME);
            if (own && members.isOtherScalar()) {
                return Optional.of(BAD_TIME);
            }
            own &= members.isText();
            if (own || (members.isText() && members.nameIs(SHIPPED_TIME))) {
                String time = text(buffer, members);
                if (own && !time.isBlank()) {
                    return refusal(time);
                }
                shipped = own ? shipped : time;
            }
        }
        return refusal(shipped);
    }

    private static String text(byte[] buffer, TopLevelMembers members) {
        return new String(buffer, members.textStart(), members.textEnd() - members.textStart(), UTF_8);
    }

    private static Optional<String> refusal(@Nullable String time) {
        if (time == null || time.isBlank()) {
            return Optional.of(NO_TIME);
        }
        return EventTime.parse(time) == null ? Optional.of(BAD_TIME) : Optional.empty();
    }

    @Override
    public Normalisation normalise(RawEvent event) {
        CloudTrailRecord record;
        try {
            record = CloudTrailRecord.parse(event.buffer(), event.offset(), event.length());
        } catch (JsonProcessingException e) {
            long place = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
            return new Normalisation.Refused(
                    "not valid JSON near byte " + (place - event.offset() + 1) + " of the record");
        } catch (IOException e) {
            return new Normalisation.Refused("not one JSON object: " + e.getMessage());
        }
        String time = first(record, CloudTrailField.EVENT_TIME, CloudTrailField.SHIPPED_TIME);
        if (time == null) {
            return new Normalisation.Refused(NO_TIME);
        }
        Instant eventTime = EventTime.parse(time);
        if (eventTime == null) {
            return new Normalisation.Refused(BAD_TIME);
        }
        return new Normalisation.Normalised(cloudEvent(event, record, eventTime));
    }

    private CloudEvent cloudEvent(RawEvent event, CloudTrailRecord record, Instant eventTime) {
        boolean clamped = eventTime.isAfter(event.ingestTime().plus(MAX_FUTURE));
        String id = record.get(CloudTrailField.EVENT_ID);
        Boolean readOnly = truth(record.get(CloudTrailField.READ_ONLY));
        String service = record.get(CloudTrailField.EVENT_SOURCE);
        String name = record.get(CloudTrailField.EVENT_NAME);
        CloudTrailOperation operation = CloudTrailOperation.of(service, name, readOnly);
        boolean whole = event.length() <= MAX_RAW_BYTES;
        return new CloudEvent(
                id == null ? "sha256:" + hash(event) : id,
                clamped ? event.ingestTime() : eventTime,
                event.ingestTime(),
                clamped,
                "aws",
                LOG_SOURCE,
                operation.classUid(),
                operation.activityId(),
                status(record, name),
                actor(record),
                source(record),
                new Api(
                        service,
                        name,
                        record.get(CloudTrailField.REQUEST_ID),
                        readOnly,
                        record.get(CloudTrailField.ERROR_CODE),
                        record.get(CloudTrailField.ERROR_MESSAGE)),
                new Cloud(
                        first(record, CloudTrailField.RECIPIENT_ACCOUNT, CloudTrailField.IDENTITY_ACCOUNT),
                        record.get(CloudTrailField.ORGANISATION),
                        record.get(CloudTrailField.REGION)),
                CloudTrailResources.of(record),
                event.origin() == null ? null : new Origin(event.origin(), event.position()),
                ByteBuffer.wrap(whole ? copy(event) : truncated(event)),
                !whole);
    }

    /** Signing in reports a failure in its response; an insight is no call and has no outcome. */
    private static int status(CloudTrailRecord record, @Nullable String name) {
        if (name == null) {
            return 0;
        }
        boolean failed = record.get(CloudTrailField.ERROR_CODE) != null
                || record.get(CloudTrailField.ERROR_MESSAGE) != null
                || "Failure".equals(record.get(CloudTrailField.SIGNIN_RESULT))
                || "Failure".equals(record.get(CloudTrailField.SWITCH_RESULT))
                || "Failure".equals(record.get(CloudTrailField.MFA_RESULT));
        return failed ? FAILURE : SUCCESS;
    }

    private static Actor actor(CloudTrailRecord record) {
        CloudTrailIdentity.Who who = CloudTrailIdentity.identify(record);
        return new Actor(
                who.principal(),
                record.get(CloudTrailField.IDENTITY_TYPE),
                record.get(CloudTrailField.PRINCIPAL_ID),
                who.name(),
                who.session(),
                who.issuer(),
                truth(first(record, CloudTrailField.SESSION_MFA, CloudTrailField.SIGNIN_MFA)),
                first(record, CloudTrailField.ACCESS_KEY, CloudTrailField.CREDENTIAL_ID),
                record.get(CloudTrailField.INVOKED_BY),
                record.get(CloudTrailField.IDENTITY_ACCOUNT));
    }

    private static SourceEndpoint source(CloudTrailRecord record) {
        String address = record.get(CloudTrailField.SOURCE_ADDRESS);
        String ip = address == null ? null : IpAddress.canonical(address);
        return new SourceEndpoint(
                ip,
                ip == null ? address : null,
                record.get(CloudTrailField.USER_AGENT),
                record.get(CloudTrailField.VPC_ENDPOINT),
                null);
    }

    /** CloudTrail writes truth as a boolean, as text, or as Yes and No. */
    private static @Nullable Boolean truth(@Nullable String text) {
        return text == null
                ? null
                : switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "yes" -> Boolean.TRUE;
                    case "false", "no" -> Boolean.FALSE;
                    default -> null;
                };
    }

    private static @Nullable String first(CloudTrailRecord record, CloudTrailField field, CloudTrailField otherwise) {
        String value = record.get(field);
        return value == null ? record.get(otherwise) : value;
    }

    private static byte[] copy(RawEvent event) {
        return Arrays.copyOfRange(event.buffer(), event.offset(), event.offset() + event.length());
    }

    private byte[] truncated(RawEvent event) {
        try {
            return truncation.truncate(event.buffer(), event.offset(), event.length());
        } catch (IOException e) {
            throw new IllegalStateException("an event that was parsed before cannot be parsed", e);
        }
    }

    private static String hash(RawEvent event) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(event.buffer(), event.offset(), event.length());
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
