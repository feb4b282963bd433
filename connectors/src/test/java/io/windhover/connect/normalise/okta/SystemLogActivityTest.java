package io.windhover.connect.normalise.okta;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.Activity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemLogActivityTest {

    @ParameterizedTest
    @CsvSource({
        "user.session.start, 3002, 1",
        "user.authentication.auth_via_IDP, 3002, 1",
        "user.account.privilege.grant, 3007, 14",
        "group.user_membership.add, 3006, 3",
        "policy.rule.deactivate, 3004, 11",
        "iam.role.create, 3008, 1",
        "security.threat.detected, 2004, 1",
        "network_zone.rule.create, 6003, 1",
        "user.account.update_something, 6003, 3",
        "system.log_stream.lifecycle.delete, 6003, 4",
        "system.org.rate_limit.warning, 6003, 99",
        "., 6003, 99",
        ", 0, 0"
    })
    void shouldClassify(String eventType, int classUid, int activityId) {
        assertThat(SystemLogActivity.of(eventType)).isEqualTo(new Activity(classUid, activityId));
    }
}
