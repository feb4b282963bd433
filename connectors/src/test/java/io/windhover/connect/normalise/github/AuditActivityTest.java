package io.windhover.connect.normalise.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.Activity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditActivityTest {

    @ParameterizedTest
    @CsvSource({
        "team.add_member, , 3006, 3",
        "repo.add_member, create, 3007, 14",
        "two_factor_authentication.disabled, , 3007, 13",
        "role.create, , 3008, 1",
        "secret_scanning_alert.create, create, 2004, 1",
        "user.failed_login, , 3002, 1",
        "repo.create, , 6003, 1",
        "git.clone, , 6003, 2",
        "git.push, access, 6003, 3",
        "hook.destroy, , 6003, 4",
        "business_advanced_security.disabled_for_new_repos, , 6003, 3",
        "something.new, modify, 6003, 3",
        "something.new, authentication, 3002, 1",
        "something.new, other, 6003, 99",
        "something, , 6003, 99",
        ", create, 0, 0"
    })
    void shouldClassify(String action, String operationType, int classUid, int activityId) {
        assertThat(AuditActivity.of(action, operationType)).isEqualTo(new Activity(classUid, activityId));
    }
}
