package io.windhover.connect.normalise.gcp;

import io.windhover.connect.normalise.FieldTable;

/** What is read of a Cloud Audit log entry. Workspace's events stand in its metadata. */
enum AuditLogField {
    TIME("timestamp"),
    RECEIVED("receiveTimestamp"),
    INSERT_ID("insertId"),
    LOG_NAME("logName"),
    OPERATION_ID("operation.id"),

    SERVICE("protoPayload.serviceName"),
    METHOD("protoPayload.methodName"),
    STATUS_CODE("protoPayload.status.code"),
    STATUS_MESSAGE("protoPayload.status.message"),
    CALLER_IP("protoPayload.requestMetadata.callerIp"),
    /** As pipelines that read the protocol buffer's names write it. */
    CALLER_IP_UPPER("protoPayload.requestMetadata.callerIP"),
    USER_AGENT("protoPayload.requestMetadata.callerSuppliedUserAgent"),
    CALLER_NETWORK("protoPayload.requestMetadata.callerNetwork"),

    EMAIL("protoPayload.authenticationInfo.principalEmail"),
    SUBJECT("protoPayload.authenticationInfo.principalSubject"),
    KEY_NAME("protoPayload.authenticationInfo.serviceAccountKeyName"),
    OAUTH_CLIENT("protoPayload.authenticationInfo.oauthInfo.oauthClientId"),
    DELEGATES("protoPayload.authenticationInfo.serviceAccountDelegationInfo[]"),
    DELEGATE_SUBJECT("protoPayload.authenticationInfo.serviceAccountDelegationInfo[].principalSubject"),
    DELEGATE_EMAIL("protoPayload.authenticationInfo.serviceAccountDelegationInfo[].firstPartyPrincipal.principalEmail"),

    AUTHORIZATIONS("protoPayload.authorizationInfo[]"),
    AUTHORIZED_RESOURCE("protoPayload.authorizationInfo[].resource"),
    AUTHORIZED_TYPE("protoPayload.authorizationInfo[].resourceAttributes.type"),
    PERMISSION_TYPE("protoPayload.authorizationInfo[].permissionType"),

    RESOURCE_NAME("protoPayload.resourceName"),
    LOCATIONS("protoPayload.resourceLocation.currentLocations[]"),
    RESOURCE_TYPE("resource.type"),
    PROJECT("resource.labels.project_id"),
    ORGANISATION("resource.labels.organization_id"),
    CLUSTER("resource.labels.cluster_name"),
    /** What the cluster's own authorisation said, in Kubernetes Engine. */
    DECISION("labels.\"authorization.k8s.io/decision\""),
    LOCATION("resource.labels.location"),
    REGION("resource.labels.region"),
    ZONE("resource.labels.zone"),

    ACTIVITY_ID("protoPayload.metadata.activityId.uniqQualifier"),
    EVENTS("protoPayload.metadata.event[]"),
    EVENT_NAME("protoPayload.metadata.event[].eventName"),
    PARAMETERS("protoPayload.metadata.event[].parameter[]"),
    PARAMETER_NAME("protoPayload.metadata.event[].parameter[].name"),
    PARAMETER_VALUE("protoPayload.metadata.event[].parameter[].value"),
    PARAMETER_VALUES("protoPayload.metadata.event[].parameter[].multiStrValue[]");

    static final FieldTable<AuditLogField> TABLE = FieldTable.of(values(), AuditLogField::path);

    private final String path;

    AuditLogField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
