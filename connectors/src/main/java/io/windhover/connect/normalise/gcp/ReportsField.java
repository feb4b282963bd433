package io.windhover.connect.normalise.gcp;

import io.windhover.connect.normalise.FieldTable;

/** What is read of an activity of the Reports API. */
enum ReportsField {
    TIME("id.time"),
    QUALIFIER("id.uniqueQualifier"),
    APPLICATION("id.applicationName"),
    CUSTOMER("id.customerId"),
    ADDRESS("ipAddress"),
    CALLER_TYPE("actor.callerType"),
    EMAIL("actor.email"),
    PROFILE("actor.profileId"),
    KEY("actor.key"),
    EVENTS("events[]"),
    EVENT_NAME("events[].name"),
    PARAMETERS("events[].parameters[]"),
    PARAMETER_NAME("events[].parameters[].name"),
    PARAMETER_VALUE("events[].parameters[].value"),
    PARAMETER_VALUES("events[].parameters[].multiValue[]");

    static final FieldTable<ReportsField> TABLE = FieldTable.of(values(), ReportsField::path);

    private final String path;

    ReportsField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
