package io.windhover.simulator.log;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.journal.Journal;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.text.Line;
import io.windhover.simulator.text.Template;

/** Sign-ins to Google Workspace as the Reports API answers ("Activities", Admin SDK reference). */
public final class WorkspaceLog {
    private static final Template HEAD = Template.of("{'kind': 'admin#reports#activity', 'id': {'time': '");
    private static final Template ID = Template.of("', 'uniqueQualifier': '");
    private static final Template REST =
            Template.of("', 'applicationName': '~0', 'customerId': 'C03az79cb'}, 'etag': '~1"
                    + "', 'actor': {'email': '~2', 'profileId': '~3'}, 'ipAddress': '~4', 'events': [{'type': 'login', "
                    + "'name': '~5', 'parameters': [{'name': 'login_type', 'value': '~6'}, {'name': 'login_challenge_method', "
                    + "'multiValue': ['~7']}, {'name': 'is_suspicious', 'boolValue': ~8}]}]}");
    private static final byte[] APPLICATION = Template.of("login").bytes();

    private final Journal journal;

    WorkspaceLog(Journal journal) {
        this.journal = journal;
    }

    /**
     * One event of signing in.
     *
     * @param name {@code login_success}, {@code login_failure}, {@code login_challenge}, {@code logout}, …
     */
    public void login(long time, String name, String mail, String profile, Client client, Chance chance) {
        Line line = journal.begin();
        HEAD.write(line);
        line.mark().time(time, 3).endMark();
        ID.write(line);
        line.mark().number(chance.bits() >> 1).endMark();
        REST.write(
                line,
                "login",
                chance.hex(12),
                mail,
                profile,
                client.ip(),
                name,
                name.equals("login_failure") ? "google_password" : "saml",
                name.equals("login_failure") ? "password" : "saml",
                "false");
        line.markOutside(APPLICATION);
        journal.end(Log.WORKSPACE_LOGIN, time);
    }
}
