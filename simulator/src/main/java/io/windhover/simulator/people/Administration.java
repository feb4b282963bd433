package io.windhover.simulator.people;

import static io.windhover.simulator.log.AwsCall.write;

import io.windhover.simulator.chance.Weighted;
import io.windhover.simulator.log.AwsCall;

/** What administrators do now and then, and what an attacker would do too: most rules for single events have it in mind. */
final class Administration {
    private Administration() {}

    static Weighted<AwsCall> calls() {
        return new Weighted<AwsCall>()
                .add(
                        6,
                        write("ec2-instance-connect", "SendSSHPublicKey")
                                .asking(
                                        "{'instanceId': '~4', 'instanceOSUser': 'ec2-user', 'sSHPublicKey': 'ssh-ed25519 AAAAEXAMPLE'}"))
                .add(
                        4,
                        write("ssm", "SendCommand")
                                .asking("{'documentName': 'AWS-RunShellScript', 'instanceIds': ['~4'], 'parameters': "
                                        + "'HIDDEN_DUE_TO_SECURITY_REASONS'}"))
                .add(
                        4,
                        write("ec2", "AuthorizeSecurityGroupIngress")
                                .asking(
                                        "{'groupId': 'sg-0~9ee', 'ipPermissions': {'items': [{'ipProtocol': 'tcp', 'fromPort': 443, "
                                                + "'toPort': 443, 'ipRanges': {'items': [{'cidrIp': '198.18.160.0/26'}]}}]}}")
                                .answering(
                                        "{'_return': true, 'securityGroupRuleSet': {'items': [{'groupId': 'sg-0~9ee', "
                                                + "'ipProtocol': 'tcp', 'fromPort': 443, 'toPort': 443, 'cidrIpv4': '198.18.160.0/26'}]}}"))
                .add(
                        4,
                        write("iam", "AttachRolePolicy")
                                .asking("{'roleName': '~8', 'policyArn': 'arn:aws:iam::aws:policy/ReadOnlyAccess'}"))
                .add(
                        3,
                        write("s3", "PutBucketPublicAccessBlock")
                                .asking(
                                        "{'bucketName': '~0', 'publicAccessBlock': '', 'PublicAccessBlockConfiguration': "
                                                + "{'BlockPublicAcls': true, 'IgnorePublicAcls': true, 'BlockPublicPolicy': true, "
                                                + "'RestrictPublicBuckets': true}}"))
                .add(
                        2,
                        write("iam", "CreateUser")
                                .asking("{'userName': 'svc-~7'}")
                                .answering(
                                        "{'user': {'userName': 'svc-~7', 'arn': 'arn:aws:iam::111122223333:user/svc-~7'}}"))
                .add(
                        2,
                        write("iam", "CreateAccessKey")
                                .asking("{'userName': 'svc-~7'}")
                                .answering(
                                        "{'accessKey': {'userName': 'svc-~7', 'accessKeyId': 'AKIA000~9EXAMPLE', 'status': "
                                                + "'Active'}}"))
                .add(
                        1,
                        write("iam", "UpdateLoginProfile")
                                .asking("{'userName': 'bookkeeping', 'passwordResetRequired': true}"))
                .add(1, write("kms", "ScheduleKeyDeletion").asking("{'keyId': '~9', 'pendingWindowInDays': 30}"))
                .add(1, write("bedrock", "PutUseCaseForModelAccess").asking("{'formData': 'HIDDEN'}"));
    }
}
