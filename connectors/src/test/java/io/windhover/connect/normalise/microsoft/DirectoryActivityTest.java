package io.windhover.connect.normalise.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.normalise.Activity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryActivityTest {

    @ParameterizedTest
    @CsvSource({
        "Add member to role, 3007, 16",
        "Add member to role., 3007, 16",
        "'Add Member To Role. . ', 3007, 16",
        "Update application – Certificates and secrets management, 3007, 18",
        "Add member to group., 3006, 3",
        "UserLoggedIn, 3002, 1",
        "AlertTriggered, 2004, 1",
        "New-InboxRule, 6003, 1",
        "Set-Mailbox, 6003, 3",
        "Remove-MailboxPermission, 6003, 4",
        "Add something new, 6003, 1",
        "FileDownloaded, 6003, 2",
        "FileDeletedFirstStageRecycleBin, 6003, 99",
        "FileRecycled, 6003, 4",
        "SoftDelete, 6003, 4",
        "x, 6003, 99",
        "'. .', 0, 0",
        ", 0, 0"
    })
    void shouldClassify(String operation, int classUid, int activityId) {
        assertThat(DirectoryActivity.of(operation)).isEqualTo(new Activity(classUid, activityId));
    }
}
