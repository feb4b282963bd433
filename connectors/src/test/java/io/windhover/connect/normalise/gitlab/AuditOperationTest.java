package io.windhover.connect.normalise.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.Activity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditOperationTest {

    @ParameterizedTest
    @CsvSource({
        "member_created, , 3006, 3",
        "personal_access_token_revoked, , 3007, 19",
        "add user_access, , 3006, 3",
        "signed in, , 3002, 1",
        "protected_branch_removed, , 6003, 4",
        "project_archived, , 6003, 3",
        "Changed visibility from Private to Public, , 6003, 3",
        "Added merge request, , 6003, 1",
        "repository_git_operation, git-upload-pack, 6003, 2",
        "repository_git_operation, git-receive-pack, 6003, 3",
        "hello world, , 6003, 99",
        ", , 0, 0"
    })
    void shouldClassify(String name, String gitAction, int classUid, int activityId) {
        assertThat(AuditOperation.of(name, gitAction)).isEqualTo(new Activity(classUid, activityId));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'event_type':'audit_operation','details':{'add':'ssh_key'}} | add ssh_key",
                "{'details':{'remove':'user_access'}} | remove user_access",
                "{'details':{'change':'access_level','from':'Guest'}} | change access_level",
                "{'change':'visibility'} | change visibility",
                "{'details':{'with':'two-factor'}} | signed in",
                "{'details':{'custom_message':'Ask for password reset'}} | Ask for password reset",
                "{'details':{'custom_message':{'action':'git-upload-pack'}}} | git-upload-pack",
                "{'event_type':'audit_operation'} | audit_operation",
                "{'event_name':'user_created','details':{'add':'user'}} | user_created",
                "{'details':{}} | "
            })
    void shouldNameWhatWasDone(String event, String name) throws IOException {
        byte[] bytes = event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

        assertThat(AuditOperation.name(AuditField.TABLE.read(bytes, 0, bytes.length)))
                .isEqualTo(name);
    }
}
