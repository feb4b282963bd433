package io.windhover.connect.normalise;

/** Names under which a reader or a connector hands on what stands around an event and not in it: {@link RawEvent#context}. */
public final class ContextNames {

    /** The account that a log group of CloudWatch Logs belongs to. */
    public static final String LOG_GROUP_OWNER = "cloudwatch.owner";

    /** The log group that an event was taken from. */
    public static final String LOG_GROUP = "cloudwatch.log-group";

    /** The id of the Azure resource whose diagnostic record an event was taken out of. */
    public static final String AZURE_RESOURCE = "azure.resource-id";

    /** The operator's name for the cluster that all events of a connector are from. */
    public static final String CLUSTER = "kubernetes.cluster";

    private ContextNames() {}
}
