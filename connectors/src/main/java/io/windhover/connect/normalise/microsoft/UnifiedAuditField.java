package io.windhover.connect.normalise.microsoft;

import io.windhover.connect.normalise.FieldTable;

/** What is read of a record of Microsoft 365's unified audit log. */
enum UnifiedAuditField {
    TIME("CreationTime"),
    ID("Id"),
    OPERATION("Operation"),
    WORKLOAD("Workload"),
    RESULT("ResultStatus"),
    LOGON_ERROR("LogonError"),
    ERROR_NUMBER("ErrorNumber"),
    ORGANISATION("OrganizationId"),
    REQUEST("InterSystemsId"),
    CORRELATION("CorrelationId"),

    CLIENT_ADDRESS("ClientIP"),
    /** Exchange's name for it. */
    MAILBOX_ADDRESS("ClientIPAddress"),
    ACTOR_ADDRESS("ActorIpAddress"),
    USER_AGENT("UserAgent"),
    CLIENT_INFO("ClientInfoString"),

    USER("UserId"),
    USER_KEY("UserKey"),
    USER_TYPE("UserType"),
    SESSION("SessionId"),
    DIRECTORY_SESSION("AppAccessContext.AADSessionId"),
    TOKEN("AppAccessContext.UniqueTokenId"),
    ACTORS("Actor[]"),
    ACTOR_ID("Actor[].ID"),
    /** 1 is a name, 5 a user principal name. */
    ACTOR_TYPE("Actor[].Type"),

    OBJECT("ObjectId"),
    ITEM_TYPE("ItemType"),
    MAILBOX("MailboxOwnerUPN"),
    SITE("SiteUrl"),
    TARGETS("Target[]"),
    TARGET_ID("Target[].ID"),

    PROPERTIES("ExtendedProperties[]"),
    PROPERTY_NAME("ExtendedProperties[].Name"),
    PROPERTY_VALUE("ExtendedProperties[].Value"),
    DEVICE("DeviceProperties[]"),
    DEVICE_NAME("DeviceProperties[].Name"),
    DEVICE_VALUE("DeviceProperties[].Value");

    static final FieldTable<UnifiedAuditField> TABLE = FieldTable.of(values(), UnifiedAuditField::path);

    private final String path;

    UnifiedAuditField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
