package io.windhover.connect.normalise.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.Activity;
import io.windhover.connect.normalise.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookEventTest {

    @ParameterizedTest
    @CsvSource({
        "user_add_to_group, , user_add_to_group, 3006, 3",
        "key_create, , key_create, 3007, 18",
        "project_destroy, , project_destroy, 6003, 4",
        "merge_request, merge, merge_request.merge, 6003, 3",
        "issue, open, issue.open, 6003, 1",
        "repository_update, , repository_update, 6003, 3",
        "note, , note, 6003, 99",
        ", open, open, 6003, 1",
        ", , , 0, 0"
    })
    void shouldNameAndClassify(String name, String action, String operation, int classUid, int activityId) {
        WebhookEvent event = new WebhookEvent(name, action);

        assertThat(event.operation()).isEqualTo(operation);
        assertThat(event.activity()).isEqualTo(new Activity(classUid, activityId));
    }

    @ParameterizedTest
    @CsvSource({
        "pipeline, success, SUCCESS",
        "pipeline, failed, FAILURE",
        "build, running, UNKNOWN",
        "push, , SUCCESS",
        "user_failed_login, , FAILURE",
        ", success, UNKNOWN"
    })
    void shouldTellWhatCameOfIt(String name, String status, Outcome outcome) {
        assertThat(new WebhookEvent(name, null).outcome(status)).isEqualTo(outcome);
    }
}
