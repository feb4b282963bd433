package io.windhover.connect.normalise.aws;

import io.windhover.connect.normalise.FieldTable;
import java.util.List;

/** What is read of a GuardDuty finding ("Finding details", Amazon GuardDuty User Guide). */
enum GuardDutyField {
    UPDATED("updatedAt"),
    CREATED("createdAt"),
    ID("id"),
    ARN("arn"),
    TYPE("type"),
    ACCOUNT("accountId"),
    REGION("region"),
    ARCHIVED("service.archived"),
    COUNT("service.count"),
    SERVICE("service.serviceName"),

    API_ADDRESS("service.action.awsApiCallAction.remoteIpDetails.ipAddressV4"),
    API_ADDRESS_V6("service.action.awsApiCallAction.remoteIpDetails.ipAddressV6"),
    API_DOMAIN("service.action.awsApiCallAction.domainDetails.domain"),
    API_AGENT("service.action.awsApiCallAction.userAgent"),
    API_ERROR("service.action.awsApiCallAction.errorCode"),
    CONNECTION_ADDRESS("service.action.networkConnectionAction.remoteIpDetails.ipAddressV4"),
    CONNECTION_ADDRESS_V6("service.action.networkConnectionAction.remoteIpDetails.ipAddressV6"),
    CLUSTER_ADDRESS("service.action.kubernetesApiCallAction.remoteIpDetails.ipAddressV4"),
    CLUSTER_ADDRESS_V6("service.action.kubernetesApiCallAction.remoteIpDetails.ipAddressV6"),
    CLUSTER_AGENT("service.action.kubernetesApiCallAction.userAgent"),
    DATABASE_ADDRESS("service.action.rdsLoginAttemptAction.remoteIpDetails.ipAddressV4"),
    PROBES("service.action.portProbeAction.portProbeDetails[]"),
    PROBE_ADDRESS("service.action.portProbeAction.portProbeDetails[].remoteIpDetails.ipAddressV4"),
    DOMAIN("service.action.dnsRequestAction.domain"),

    KEY_ID("resource.accessKeyDetails.accessKeyId"),
    USER_ID("resource.accessKeyDetails.principalId"),
    USER_TYPE("resource.accessKeyDetails.userType"),
    USER_NAME("resource.accessKeyDetails.userName"),
    CLUSTER_USER("resource.kubernetesDetails.kubernetesUserDetails.username"),
    CLUSTER_USER_ID("resource.kubernetesDetails.kubernetesUserDetails.uid"),
    WORKLOAD_KIND("resource.kubernetesDetails.kubernetesWorkloadDetails.type"),
    WORKLOAD_NAMESPACE("resource.kubernetesDetails.kubernetesWorkloadDetails.namespace"),
    WORKLOAD_NAME("resource.kubernetesDetails.kubernetesWorkloadDetails.name"),
    CLUSTER_NAME("resource.eksClusterDetails.name"),
    CLUSTER_ARN("resource.eksClusterDetails.arn"),
    DATABASE_USER("resource.rdsDbUserDetails.user"),
    DATABASE("resource.rdsDbInstanceDetails.dbInstanceArn"),
    INSTANCE("resource.instanceDetails.instanceId"),
    FUNCTION("resource.lambdaDetails.functionArn"),
    TASK_CLUSTER("resource.ecsClusterDetails.arn"),
    CONTAINER("resource.containerDetails.id"),
    BUCKETS("resource.s3BucketDetails[]"),
    BUCKET_ARN("resource.s3BucketDetails[].arn"),

    /** Of a sequence of an attack: who took part, and what was met. */
    ACTORS("service.detection.sequence.actors[]"),
    ACTOR_NAME("service.detection.sequence.actors[].user.name"),
    ACTOR_ID("service.detection.sequence.actors[].user.uid"),
    ACTOR_TYPE("service.detection.sequence.actors[].user.type"),
    SEQUENCE_RESOURCES("service.detection.sequence.resources[]"),
    SEQUENCE_RESOURCE("service.detection.sequence.resources[].uid"),
    SEQUENCE_RESOURCE_TYPE("service.detection.sequence.resources[].resourceType");

    /** What a call was about stands under the name of its kind: these are the kinds that are read. */
    static final List<String> AFFECTED_KINDS = List.of(
            "AWS::S3::Bucket",
            "AWS::S3::Object",
            "AWS::IAM::User",
            "AWS::IAM::Role",
            "AWS::EC2::Instance",
            "AWS::CloudTrail::Trail");

    /** All of them, and what a call was about. */
    static final FieldTable<GuardDutyField> TABLE = FieldTable.of(
            values(),
            GuardDutyField::path,
            AFFECTED_KINDS.stream()
                    .map(kind -> "service.action.awsApiCallAction.affectedResources.\"" + kind + "\"")
                    .toList());

    private final String path;

    GuardDutyField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
