package io.windhover.connect.normalise.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.Activity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudTrailOperationTest {

    @ParameterizedTest
    @CsvSource({
        "signin.amazonaws.com, ConsoleLogin, false, 3002, 1",
        "iam.amazonaws.com, DeactivateMFADevice, false, 3007, 13",
        "iam.amazonaws.com, CreateRole, false, 3008, 1",
        "iam.amazonaws.com, RemoveUserFromGroup, false, 3006, 4",
        "identitystore.amazonaws.com, CreateUser, false, 6003, 1",
        "s3.amazonaws.com, GetObject, true, 6003, 2",
        "s3.amazonaws.com, GetObject, , 6003, 2",
        "s3.amazonaws.com, DeleteBucket, false, 6003, 4",
        "sts.amazonaws.com, AssumeRole, true, 6003, 2",
        "lambda.amazonaws.com, CreateFunction20150331, false, 6003, 1",
        "lambda.amazonaws.com, ListFunctions20150331, , 6003, 2",
        "cloudfront.amazonaws.com, UpdateDistribution2020_05_31, false, 6003, 3",
        "lambda.amazonaws.com, Invoke, false, 6003, 99",
        "x.amazonaws.com, GetButWrites, false, 6003, 99",
        "dynamodb.amazonaws.com, BatchGetItem, , 6003, 2",
        ", v20150331, , 6003, 99"
    })
    void shouldClassify(String source, String name, Boolean readOnly, int classUid, int activityId) {
        assertThat(CloudTrailOperation.of(source, name, readOnly)).isEqualTo(new Activity(classUid, activityId));
    }
}
