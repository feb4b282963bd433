package io.windhover.connect.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * What the names at an object's top level say about it: a file's list of records ({@code Records} from AWS,
 * {@code records} from Azure, {@code items} of a Kubernetes or Google list, which say their {@code kind}), EventBridge's
 * envelope around one event ({@code detail-type}, {@code source}, {@code detail}), or what may be an envelope whose events
 * are text: a message of CloudWatch Logs ({@code logEvents}), a diagnostic record of Azure ({@code category},
 * {@code properties}).
 */
final class EnvelopeKeys {

    private static final byte[] RECORDS = "Records".getBytes(US_ASCII);
    private static final byte[] RECORDS_OF_AZURE = "records".getBytes(US_ASCII);
    private static final byte[] ITEMS = "items".getBytes(US_ASCII);
    private static final byte[] KIND = "kind".getBytes(US_ASCII);
    private static final byte[] API_VERSION = "apiVersion".getBytes(US_ASCII);
    private static final byte[] DETAIL = "detail".getBytes(US_ASCII);
    private static final byte[] DETAIL_TYPE = "detail-type".getBytes(US_ASCII);
    private static final byte[] SOURCE = "source".getBytes(US_ASCII);
    private static final byte[] LOG_EVENTS = "logEvents".getBytes(US_ASCII);
    private static final byte[] CATEGORY = "category".getBytes(US_ASCII);
    private static final byte[] PROPERTIES = "properties".getBytes(US_ASCII);

    private boolean atRecords;
    private boolean atDetail;
    private boolean hasKind;
    private boolean hasDetailType;
    private boolean hasSource;
    private boolean hasLogEvents;
    private boolean hasCategory;
    private boolean hasProperties;
    private int detailStart;
    private int detailEnd;

    void clear() {
        atRecords = false;
        atDetail = false;
        hasKind = false;
        hasDetailType = false;
        hasSource = false;
        hasLogEvents = false;
        hasCategory = false;
        hasProperties = false;
        detailStart = 0;
        detailEnd = 0;
    }

    void key(byte[] bytes, int from, int length) {
        atRecords = false;
        atDetail = false;
        switch (length) {
            case 4 -> hasKind |= equal(KIND, bytes, from);
            case 5 -> atRecords = hasKind && equal(ITEMS, bytes, from);
            case 6 -> {
                atDetail = equal(DETAIL, bytes, from);
                hasSource |= equal(SOURCE, bytes, from);
            }
            case 7 -> atRecords = equal(RECORDS, bytes, from) || equal(RECORDS_OF_AZURE, bytes, from);
            case 8 -> hasCategory |= equal(CATEGORY, bytes, from);
            case 9 -> hasLogEvents |= equal(LOG_EVENTS, bytes, from);
            case 10 -> {
                hasKind |= equal(API_VERSION, bytes, from);
                hasProperties |= equal(PROPERTIES, bytes, from);
            }
            case 11 -> hasDetailType |= equal(DETAIL_TYPE, bytes, from);
            default -> {}
        }
    }

    void objectOpens(int offset) {
        if (atDetail) {
            detailStart = offset;
        }
    }

    void closed(int offset) {
        if (atDetail && detailStart > 0) {
            detailEnd = offset;
            atDetail = false;
        }
    }

    boolean holdsRecords() {
        return atRecords;
    }

    /** Whether the object is an envelope whose {@code detail} is the event. */
    boolean wrapsDetail() {
        return hasDetailType && hasSource && detailEnd > 0;
    }

    /** Whether the object may be a message of CloudWatch Logs. */
    boolean hasLogEvents() {
        return hasLogEvents;
    }

    /** Whether the object may be a diagnostic record of Azure. */
    boolean hasCategoryAndProperties() {
        return hasCategory && hasProperties;
    }

    int detailStart() {
        return detailStart;
    }

    int detailEnd() {
        return detailEnd;
    }

    private static boolean equal(byte[] name, byte[] bytes, int from) {
        return bytes[from] == name[0] && Arrays.equals(name, 0, name.length, bytes, from, from + name.length);
    }
}
