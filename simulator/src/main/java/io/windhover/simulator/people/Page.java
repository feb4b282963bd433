package io.windhover.simulator.people;

import io.windhover.simulator.company.Calls;
import io.windhover.simulator.company.Job;
import io.windhover.simulator.log.AwsCall;
import java.util.List;

/**
 * A page of AWS's console, or what somebody asks on the command line: calls that are made together.
 *
 * @param calls what the page asks
 * @param refused what it asks besides, and most people may not
 */
record Page(List<AwsCall> calls, List<AwsCall> refused) {
    private static Page of(AwsCall... calls) {
        return new Page(List.of(calls), List.of());
    }

    private Page orRefused(AwsCall... more) {
        return new Page(calls, List.of(more));
    }

    private static final Page EC2 = of(
                    Calls.DESCRIBE_INSTANCES,
                    Calls.DESCRIBE_STATUS,
                    Calls.DESCRIBE_ADDRESSES,
                    Calls.DESCRIBE_SECURITY_GROUPS,
                    Calls.DESCRIBE_ALARMS,
                    Calls.DESCRIBE_VOLUMES)
            .orRefused(Calls.GET_FINDINGS);
    private static final Page NETWORK = of(Calls.DESCRIBE_VPCS, Calls.DESCRIBE_SUBNETS, Calls.DESCRIBE_SECURITY_GROUPS);
    private static final Page STORAGE = of(Calls.LIST_BUCKETS, Calls.GET_BUCKET_LOCATION, Calls.LIST_OBJECTS)
            .orRefused(Calls.GET_BUCKET_POLICY);
    private static final Page FUNCTION =
            of(Calls.LIST_FUNCTIONS, Calls.GET_FUNCTION, Calls.DESCRIBE_LOG_STREAMS, Calls.GET_METRIC_DATA);
    private static final Page LOGS =
            of(Calls.DESCRIBE_LOG_GROUPS, Calls.DESCRIBE_LOG_STREAMS, Calls.FILTER_LOG_EVENTS, Calls.START_QUERY);
    private static final Page METRICS = of(Calls.DESCRIBE_ALARMS, Calls.LIST_METRICS, Calls.GET_METRIC_DATA);
    private static final Page DATABASE =
            of(Calls.DESCRIBE_DB_INSTANCES, Calls.DESCRIBE_DB_CLUSTERS, Calls.GET_METRIC_DATA);
    private static final Page TABLE = of(Calls.LIST_TABLES, Calls.DESCRIBE_TABLE, Calls.GET_METRIC_DATA);
    private static final Page SERVICE = of(Calls.LIST_CLUSTERS, Calls.DESCRIBE_SERVICES, Calls.DESCRIBE_LOAD_BALANCERS);
    private static final Page QUEUE = of(Calls.LIST_QUEUES, Calls.LIST_TOPICS);
    private static final Page STACK = of(Calls.DESCRIBE_STACKS, Calls.DESCRIBE_STACK_EVENTS);
    private static final Page SECRET =
            of(Calls.LIST_SECRETS, Calls.DESCRIBE_SECRET, Calls.GET_SECRET).orRefused(Calls.LIST_KEYS);
    private static final Page PARAMETER = of(Calls.DESCRIBE_PARAMETERS, Calls.GET_PARAMETER);
    private static final Page QUERY =
            of(Calls.GET_GLUE_TABLES, Calls.START_QUERY_EXECUTION, Calls.GET_QUERY_EXECUTION, Calls.GET_QUERY_RESULTS);
    private static final Page WORKFLOW = of(Calls.LIST_STATE_MACHINES, Calls.GET_METRIC_DATA);
    private static final Page GATEWAY = of(Calls.GET_REST_APIS, Calls.LIST_ZONES);
    private static final Page IDENTITY = of(
                    Calls.LIST_USERS, Calls.LIST_ROLES, Calls.GET_ROLE, Calls.LIST_ATTACHED_ROLE_POLICIES)
            .orRefused(Calls.DESCRIBE_ORGANIZATION);
    private static final Page SECURITY = of(
            Calls.LIST_FINDINGS, Calls.GET_FINDINGS, Calls.DESCRIBE_RULES, Calls.DESCRIBE_TRAILS, Calls.LOOKUP_EVENTS);
    private static final Page COST = of(Calls.GET_COST).orRefused(Calls.LIST_ACCOUNTS);
    private static final Page CLUSTER = of(Calls.DESCRIBE_CLUSTER, Calls.DESCRIBE_LOAD_BALANCERS);
    private static final Page SCALING = of(Calls.DESCRIBE_GROUPS, Calls.DESCRIBE_INSTANCES);

    /** What people of any job may come across one day. */
    static final List<Page> ALL = List.of(
            EC2, NETWORK, STORAGE, FUNCTION, LOGS, METRICS, DATABASE, TABLE, SERVICE, QUEUE, STACK, SECRET, PARAMETER,
            QUERY, WORKFLOW, GATEWAY, IDENTITY, COST, CLUSTER, SCALING);

    /** What people of a job work with. */
    static List<Page> of(Job job) {
        return switch (job) {
            case DEVELOPER ->
                List.of(FUNCTION, LOGS, METRICS, TABLE, SERVICE, QUEUE, STACK, PARAMETER, SECRET, GATEWAY);
            case PLATFORM ->
                List.of(
                        EC2, NETWORK, LOGS, METRICS, DATABASE, SERVICE, STACK, CLUSTER, SCALING, IDENTITY, COST,
                        SECRET);
            case DATA -> List.of(STORAGE, QUERY, WORKFLOW, METRICS, LOGS);
            case SUPPORT -> List.of(LOGS, METRICS, QUEUE, STORAGE);
            case SECURITY -> List.of(SECURITY, IDENTITY, NETWORK, STORAGE, LOGS);
            case HELPDESK, MANAGER, BUSINESS -> List.of();
        };
    }
}
