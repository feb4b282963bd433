package io.windhover.connect.normalise.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.Activity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookEventTest {

    @ParameterizedTest
    @CsvSource({
        "member, added, member.added, 3007, 14",
        "membership, added, membership.added, 3006, 3",
        "dependabot_alert, fixed, dependabot_alert.fixed, 2004, 3",
        "repository, publicized, repository.publicized, 6003, 3",
        "deploy_key, created, deploy_key.created, 6003, 1",
        "branch_protection_rule, deleted, branch_protection_rule.deleted, 6003, 4",
        "push, , push, 6003, 3",
        "create, , create, 6003, 1",
        "ping, , ping, 6003, 99",
        ", created, created, 6003, 1",
        ", , , 0, 0"
    })
    void shouldNameAndClassify(String name, String action, String operation, int classUid, int activityId) {
        WebhookEvent event = new WebhookEvent(name, action);

        assertThat(event.operation()).isEqualTo(operation);
        assertThat(event.activity()).isEqualTo(new Activity(classUid, activityId));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'action':'submitted','review':{'id':1},'pull_request':{'number':2}} | pull_request_review.submitted",
                "{'action':'created','comment':{'id':1},'issue':{'number':2}} | issue_comment.created",
                "{'action':'opened','issue':{'number':2}} | issues.opened",
                "{'ref':'x','pusher':{'name':'ada'}} | push",
                "{'action':'odd'} | odd"
            })
    void shouldTellTheEventByItsBodyWhereNoHeaderNamesIt(String body, String operation) throws IOException {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        WebhookEvent told = WebhookEvent.of(WebhookField.TABLE.read(bytes, 0, bytes.length), Map.of());
        WebhookEvent named =
                WebhookEvent.of(WebhookField.TABLE.read(bytes, 0, bytes.length), Map.of("x-github-event", "star"));

        assertThat(told.operation()).isEqualTo(operation);
        assertThat(named.operation()).startsWith("star");
    }
}
