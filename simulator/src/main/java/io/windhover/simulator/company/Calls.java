package io.windhover.simulator.company;

import static io.windhover.simulator.log.AwsCall.read;
import static io.windhover.simulator.log.AwsCall.write;

import io.windhover.simulator.log.AwsCall;

/** The calls to AWS that are made by many. Their values are those of {@link Estate#values}. */
public final class Calls {
    public static final AwsCall GET_OBJECT = read("s3", "GetObject")
            .asking("{'bucketName': '~0', 'key': '~1', 'Host': '~0.s3.amazonaws.com'}")
            .onData();
    public static final AwsCall PUT_OBJECT = write("s3", "PutObject")
            .asking("{'bucketName': '~0', 'key': '~1', 'Host': '~0.s3.amazonaws.com'}")
            .onData();
    /** Encrypted with a key that only the caller holds. */
    public static final AwsCall COPY_WITH_OWN_KEY = write("s3", "CopyObject")
            .asking("{'bucketName': '~0', 'key': '~1', 'x-amz-copy-source': '~0/~1', "
                    + "'x-amz-server-side-encryption-customer-algorithm': 'AES256'}")
            .adding("{'SSEApplied': 'SSE_C', 'bytesTransferredIn': 0, 'bytesTransferredOut': 281}")
            .onData();

    public static final AwsCall LIST_OBJECTS = read("s3", "ListObjects")
            .asking("{'bucketName': '~0', 'list-type': '2', 'Host': '~0.s3.amazonaws.com'}")
            .onData();
    public static final AwsCall LIST_BUCKETS = read("s3", "ListBuckets").asking("{'Host': 's3.amazonaws.com'}");
    public static final AwsCall GET_BUCKET_ACL = read("s3", "GetBucketAcl").asking("{'bucketName': '~0', 'acl': ''}");
    public static final AwsCall GET_BUCKET_POLICY =
            read("s3", "GetBucketPolicy").asking("{'bucketName': '~0', 'policy': ''}");
    public static final AwsCall GET_BUCKET_LOCATION =
            read("s3", "GetBucketLocation").asking("{'bucketName': '~0', 'location': ''}");
    public static final AwsCall GET_BUCKET_ENCRYPTION =
            read("s3", "GetBucketEncryption").asking("{'bucketName': '~0', 'encryption': ''}");
    public static final AwsCall PUT_LIFECYCLE =
            write("s3", "PutBucketLifecycle").asking("{'bucketName': '~0', 'lifecycle': ''}");

    public static final AwsCall DESCRIBE_INSTANCES =
            read("ec2", "DescribeInstances").asking("{'instancesSet': {}, 'filterSet': {}}");
    public static final AwsCall DESCRIBE_SECURITY_GROUPS =
            read("ec2", "DescribeSecurityGroups").asking("{'maxResults': 200}");
    public static final AwsCall DESCRIBE_SUBNETS =
            read("ec2", "DescribeSubnets").asking("{'subnetSet': {}, 'filterSet': {}}");
    public static final AwsCall DESCRIBE_VPCS = read("ec2", "DescribeVpcs").asking("{'vpcSet': {}, 'filterSet': {}}");
    public static final AwsCall DESCRIBE_VOLUMES =
            read("ec2", "DescribeVolumes").asking("{'volumeSet': {}, 'filterSet': {}}");
    public static final AwsCall DESCRIBE_SNAPSHOTS =
            read("ec2", "DescribeSnapshots").asking("{'ownersSet': {'items': [{'owner': 'self'}]}}");
    public static final AwsCall DESCRIBE_REGIONS =
            read("ec2", "DescribeRegions").asking("{'regionSet': {}}");
    public static final AwsCall DESCRIBE_ADDRESSES =
            read("ec2", "DescribeAddresses").asking("{'publicIpsSet': {}}");
    public static final AwsCall DESCRIBE_STATUS =
            read("ec2", "DescribeInstanceStatus").asking("{'instancesSet': {}}");
    public static final AwsCall CREATE_SNAPSHOT = write("ec2", "CreateSnapshot")
            .asking("{'volumeId': 'vol-0~9aa', 'description': 'nightly'}")
            .answering("{'snapshotId': 'snap-0~9bb', 'volumeId': 'vol-0~9aa', 'status': 'pending'}");
    public static final AwsCall CREATE_TAGS = write("ec2", "CreateTags")
            .asking(
                    "{'resourcesSet': {'items': [{'resourceId': '~4'}]}, 'tagSet': {'items': [{'key': 'owner', 'value': '~7'}]}}")
            .answering("{'requestId': '~9', '_return': true}");
    public static final AwsCall RUN_INSTANCES = write("ec2", "RunInstances")
            .asking("{'instancesSet': {'items': [{'imageId': 'ami-0~9cc', 'minCount': 1, 'maxCount': 1}]}, "
                    + "'instanceType': 'm6i.large', 'launchTemplate': {'launchTemplateName': '~7'}}")
            .answering("{'instancesSet': {'items': [{'instanceId': '~4', 'instanceState': {'name': 'pending'}}]}}");
    public static final AwsCall TERMINATE_INSTANCES = write("ec2", "TerminateInstances")
            .asking("{'instancesSet': {'items': [{'instanceId': '~4'}]}}")
            .answering(
                    "{'instancesSet': {'items': [{'instanceId': '~4', 'currentState': {'name': 'shutting-down'}}]}}");
    public static final AwsCall START_INSTANCES = write("ec2", "StartInstances")
            .asking("{'instancesSet': {'items': [{'instanceId': '~4'}]}}")
            .answering("{'instancesSet': {'items': [{'instanceId': '~4', 'currentState': {'name': 'pending'}}]}}");

    public static final AwsCall GET_CALLER_IDENTITY = read("sts", "GetCallerIdentity");
    public static final AwsCall ASSUME_ROLE = read("sts", "AssumeRole")
            .asking("{'roleArn': '~0', 'roleSessionName': '~1', 'durationSeconds': 3600}")
            .answering(
                    "{'credentials': {'accessKeyId': '~2', 'sessionToken': 'IQoJb3JpZ2luX2VjEEXAMPLE', 'expiration': "
                            + "'Oct 5, 2026, 12:00:00 PM'}, 'assumedRoleUser': {'assumedRoleId': '~3:~1', 'arn': '~4'}}");
    public static final AwsCall ASSUME_ROLE_WITH_WEB_IDENTITY = read("sts", "AssumeRoleWithWebIdentity")
            .asking("{'roleArn': '~0', 'roleSessionName': '~1', 'durationSeconds': 3600}")
            .answering(
                    "{'subjectFromWebIdentityToken': '~5', 'assumedRoleUser': {'assumedRoleId': '~3:~1', 'arn': '~4'}, "
                            + "'credentials': {'accessKeyId': '~2', 'sessionToken': 'IQoJb3JpZ2luX2VjEEXAMPLE', 'expiration': "
                            + "'Oct 5, 2026, 12:00:00 PM'}, 'provider': '~6', 'audience': 'sts.amazonaws.com'}");

    public static final AwsCall LIST_USERS = read("iam", "ListUsers");
    public static final AwsCall LIST_ROLES = read("iam", "ListRoles");
    public static final AwsCall LIST_POLICIES = read("iam", "ListPolicies").asking("{'scope': 'Local'}");
    public static final AwsCall GET_ROLE = read("iam", "GetRole").asking("{'roleName': '~8'}");
    public static final AwsCall LIST_ATTACHED_ROLE_POLICIES =
            read("iam", "ListAttachedRolePolicies").asking("{'roleName': '~8'}");
    public static final AwsCall GET_ACCOUNT_SUMMARY = read("iam", "GetAccountSummary");
    public static final AwsCall GET_AUTHORIZATION_DETAILS = read("iam", "GetAccountAuthorizationDetails");
    public static final AwsCall LIST_ACCESS_KEYS = read("iam", "ListAccessKeys");
    public static final AwsCall LIST_MFA_DEVICES = read("iam", "ListMFADevices");

    public static final AwsCall LIST_FUNCTIONS =
            read("lambda", "ListFunctions20150331").asking("{'maxItems': 50}");
    public static final AwsCall GET_FUNCTION =
            read("lambda", "GetFunction20150331v2").asking("{'functionName': '~2'}");
    public static final AwsCall UPDATE_FUNCTION_CODE = write("lambda", "UpdateFunctionCode20150331v2")
            .asking("{'functionName': '~2', 's3Bucket': 'merlin-artifacts', 's3Key': '~2/~9.zip', 'publish': true}")
            .answering("{'functionName': '~2', 'runtime': 'nodejs22.x', 'version': '~9'}");
    public static final AwsCall INVOKE =
            write("lambda", "Invoke").asking("{'functionName': '~2'}").onData();

    public static final AwsCall LIST_SECRETS =
            read("secretsmanager", "ListSecrets").asking("{'maxResults': 100}");
    public static final AwsCall GET_SECRET =
            read("secretsmanager", "GetSecretValue").asking("{'secretId': '~3'}");
    public static final AwsCall DESCRIBE_SECRET =
            read("secretsmanager", "DescribeSecret").asking("{'secretId': '~3'}");
    public static final AwsCall GET_PARAMETER =
            read("ssm", "GetParameter").asking("{'name': '/~7/config', 'withDecryption': true}");
    public static final AwsCall PUT_PARAMETER =
            write("ssm", "PutParameter").asking("{'name': '/~7/config', 'type': 'String', 'overwrite': true}");
    public static final AwsCall DESCRIBE_PARAMETERS =
            read("ssm", "DescribeParameters").asking("{'maxResults': 50}");
    public static final AwsCall UPDATE_INSTANCE_INFORMATION = write("ssm", "UpdateInstanceInformation")
            .asking(
                    "{'instanceId': '~4', 'agentVersion': '3.3.3050.0', 'agentStatus': 'Active', 'platformType': 'Linux'}");
    public static final AwsCall DECRYPT = read("kms", "Decrypt")
            .asking(
                    "{'encryptionAlgorithm': 'SYMMETRIC_DEFAULT', 'encryptionContext': {'aws:s3:arn': 'arn:aws:s3:::~0'}}");
    public static final AwsCall GENERATE_DATA_KEY = read("kms", "GenerateDataKey")
            .asking("{'keySpec': 'AES_256', 'encryptionContext': {'aws:s3:arn': 'arn:aws:s3:::~0'}}");
    public static final AwsCall LIST_KEYS = read("kms", "ListAliases").asking("{'limit': 100}");

    public static final AwsCall DESCRIBE_LOG_GROUPS =
            read("logs", "DescribeLogGroups").asking("{'limit': 50}");
    public static final AwsCall DESCRIBE_LOG_STREAMS =
            read("logs", "DescribeLogStreams").asking("{'logGroupName': '~5', 'orderBy': 'LastEventTime'}");
    public static final AwsCall FILTER_LOG_EVENTS =
            read("logs", "FilterLogEvents").asking("{'logGroupName': '~5', 'interleaved': true}");
    public static final AwsCall START_QUERY =
            read("logs", "StartQuery").asking("{'logGroupNames': ['~5'], 'limit': 1000}");
    public static final AwsCall CREATE_LOG_STREAM =
            write("logs", "CreateLogStream").asking("{'logGroupName': '~5', 'logStreamName': '2026/~9'}");
    public static final AwsCall DESCRIBE_ALARMS =
            read("monitoring", "DescribeAlarms").asking("{'maxRecords': 100}");
    public static final AwsCall GET_METRIC_DATA =
            read("monitoring", "GetMetricData").asking("{'metricDataQueries': []}");
    public static final AwsCall LIST_METRICS = read("monitoring", "ListMetrics");
    public static final AwsCall PUT_ALARM =
            write("monitoring", "PutMetricAlarm").asking("{'alarmName': '~7-errors', 'threshold': 5.0}");

    public static final AwsCall DESCRIBE_DB_INSTANCES = read("rds", "DescribeDBInstances");
    public static final AwsCall DESCRIBE_DB_CLUSTERS = read("rds", "DescribeDBClusters");
    public static final AwsCall LIST_TABLES = read("dynamodb", "ListTables").asking("{'limit': 100}");
    public static final AwsCall DESCRIBE_TABLE =
            read("dynamodb", "DescribeTable").asking("{'tableName': '~6'}");
    public static final AwsCall GET_ITEM = read("dynamodb", "GetItem")
            .asking("{'tableName': '~6', 'key': {'id': '~9'}}")
            .onData();
    public static final AwsCall PUT_ITEM = write("dynamodb", "PutItem")
            .asking("{'tableName': '~6', 'key': {'id': '~9'}}")
            .onData();
    public static final AwsCall LIST_QUEUES = read("sqs", "ListQueues");
    public static final AwsCall RECEIVE_MESSAGE = write("sqs", "ReceiveMessage")
            .asking("{'queueUrl': 'https://sqs.eu-central-1.amazonaws.com/111122223333/~7', 'maxNumberOfMessages': 10}")
            .onData();

    public static final AwsCall LIST_CLUSTERS = read("ecs", "ListClusters");
    public static final AwsCall DESCRIBE_SERVICES =
            read("ecs", "DescribeServices").asking("{'cluster': 'production', 'services': ['~7']}");
    public static final AwsCall UPDATE_SERVICE = write("ecs", "UpdateService")
            .asking("{'cluster': 'production', 'service': '~7', 'forceNewDeployment': true}")
            .answering("{'service': {'serviceName': '~7', 'status': 'ACTIVE'}}");
    public static final AwsCall REGISTER_TASK =
            write("ecs", "RegisterTaskDefinition").asking("{'family': '~7'}");
    public static final AwsCall DESCRIBE_CLUSTER =
            read("eks", "DescribeCluster").asking("{'name': 'production'}");
    public static final AwsCall GET_LOGIN_TOKEN = read("ecr", "GetAuthorizationToken");
    public static final AwsCall PUT_IMAGE =
            write("ecr", "PutImage").asking("{'repositoryName': '~7', 'imageTag': '~9'}");
    public static final AwsCall BATCH_GET_IMAGE =
            read("ecr", "BatchGetImage").asking("{'repositoryName': '~7', 'imageIds': [{'imageTag': '~9'}]}");
    public static final AwsCall DESCRIBE_STACKS =
            read("cloudformation", "DescribeStacks").asking("{'stackName': '~7'}");
    public static final AwsCall DESCRIBE_STACK_EVENTS =
            read("cloudformation", "DescribeStackEvents").asking("{'stackName': '~7'}");
    public static final AwsCall UPDATE_STACK =
            write("cloudformation", "UpdateStack").asking("{'stackName': '~7', 'capabilities': ['CAPABILITY_IAM']}");
    public static final AwsCall START_QUERY_EXECUTION =
            write("athena", "StartQueryExecution").asking("{'queryString': '***OMITTED***', 'workGroup': 'primary'}");
    public static final AwsCall GET_QUERY_EXECUTION =
            read("athena", "GetQueryExecution").asking("{'queryExecutionId': '~9'}");
    public static final AwsCall GET_QUERY_RESULTS =
            read("athena", "GetQueryResults").asking("{'queryExecutionId': '~9'}");
    public static final AwsCall GET_GLUE_TABLES = read("glue", "GetTables").asking("{'databaseName': 'lake'}");
    public static final AwsCall GET_COST = read("ce", "GetCostAndUsage").asking("{'granularity': 'DAILY'}");
    public static final AwsCall LIST_ZONES = read("route53", "ListHostedZones");
    public static final AwsCall DESCRIBE_TRAILS =
            read("cloudtrail", "DescribeTrails").asking("{'trailNameList': []}");
    public static final AwsCall LOOKUP_EVENTS =
            read("cloudtrail", "LookupEvents").asking("{'maxResults': 50}");
    public static final AwsCall LIST_FINDINGS =
            read("guardduty", "ListFindings").asking("{'detectorId': 'c6b1e5d0'}");
    public static final AwsCall GET_FINDINGS =
            read("securityhub", "GetFindings").asking("{'maxResults': 100}");
    public static final AwsCall DESCRIBE_RULES = read("config", "DescribeConfigRules");
    public static final AwsCall DESCRIBE_ORGANIZATION = read("organizations", "DescribeOrganization");
    public static final AwsCall LIST_ACCOUNTS = read("organizations", "ListAccounts");
    public static final AwsCall DESCRIBE_LOAD_BALANCERS = read("elasticloadbalancing", "DescribeLoadBalancers");
    public static final AwsCall DESCRIBE_GROUPS = read("autoscaling", "DescribeAutoScalingGroups");
    public static final AwsCall LIST_TOPICS = read("sns", "ListTopics");
    public static final AwsCall LIST_STATE_MACHINES = read("states", "ListStateMachines");
    public static final AwsCall GET_REST_APIS = read("apigateway", "GetRestApis");
    public static final AwsCall CONSOLE_LOGIN = write("signin", "ConsoleLogin")
            .answering("{'ConsoleLogin': '~0'}")
            .adding(
                    "{'LoginTo': 'https://console.aws.amazon.com/console/home', 'MobileVersion': 'No', 'MFAUsed': '~1'}")
            .signingIn();

    private Calls() {}
}
