package io.windhover.connect.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsRoleSessionTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "arn:aws:iam::111122223333:user/ops/wren, arn:aws:iam::111122223333:user/ops/wren",
                "arn:aws:iam::111122223333:root, arn:aws:iam::111122223333:root",
                "arn:aws:sts::111122223333:assumed-role/deploy/build-7, arn:aws:iam::111122223333:role/deploy",
                "arn:aws-cn:sts::111122223333:assumed-role/deploy, arn:aws-cn:iam::111122223333:role/deploy",
                "arn:aws:sts::1:assumed-role/node/i-0a1b2c3d4e5f60718, arn:aws:iam::1:role/node#i-0a1b2c3d4e5f60718",
                "arn:aws:sts::1:assumed-role/AWSReservedSSO_Admin_0a1b/wren@example.com, wren@example.com",
                "arn:aws:sts::1:assumed-role/AWSReservedSSO_Admin_0a1b, arn:aws:iam::1:role/AWSReservedSSO_Admin_0a1b",
                "wren, -",
                "-, -"
            })
    void shouldNameWhoeverIsBehindAnArn(String arn, String principal) {
        assertThat(AwsRoleSession.principal(arn)).isEqualTo(principal);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "role/deploy, deploy, build-7, wren, role/deploy#wren",
                "role/deploy, deploy, i-0a1b2c3d, wren, role/deploy#i-0a1b2c3d",
                "role/sso, AWSReservedSSO_x, '', wren, wren",
                "-, deploy, i-0a1b2c3d, wren, -"
            })
    void shouldTellTheUsersOfARoleApart(String role, String name, String session, String given, String principal) {
        assertThat(new AwsRoleSession(role, name, session).principalBehind(given))
                .isEqualTo(principal);
    }
}
