package io.windhover.connect.normalise.aws;

import io.windhover.connect.normalise.FieldTable;

/** What is read of a flow log's record, by the columns' names ("Available fields", Amazon VPC User Guide). */
enum FlowLogField {
    END("end"),
    START("start"),
    ACCOUNT("account-id"),
    REGION("region"),
    INTERFACE("interface-id"),
    INSTANCE("instance-id"),
    SUBNET("subnet-id"),
    VPC("vpc-id"),
    SOURCE("srcaddr"),
    DESTINATION("dstaddr"),
    /** Without the translation that a NAT gateway or a cluster's network did. */
    PACKET_SOURCE("pkt-srcaddr"),
    PACKET_DESTINATION("pkt-dstaddr"),
    TASK("ecs-task-arn"),
    ACTION("action"),
    LOG_STATUS("log-status"),
    REJECT_REASON("reject-reason");

    static final FieldTable<FlowLogField> TABLE = FieldTable.of(values(), FlowLogField::path);

    private final String path;

    FlowLogField(String path) {
        this.path = path;
    }

    private String path() {
        return path;
    }
}
