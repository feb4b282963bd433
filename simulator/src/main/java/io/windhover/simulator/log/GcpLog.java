package io.windhover.simulator.log;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.journal.Journal;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.text.Line;
import io.windhover.simulator.text.Template;

/** Google's Cloud Audit Logs as a log sink exports them ("AuditLog" and "LogEntry", Cloud Logging reference). */
public final class GcpLog {
    /**
     * A method.
     *
     * @param log {@code activity} or {@code data_access}
     * @param kind the permission's kind: ADMIN_READ, ADMIN_WRITE, DATA_READ or DATA_WRITE
     * @param resource the monitored resource's type
     */
    public record Method(String service, String name, String permission, String kind, String log, String resource) {
        /** A method that only reads. */
        public static Method read(String service, String name, String permission, String resource) {
            return new Method(service, name, permission, "DATA_READ", "data_access", resource);
        }

        /** A method that changes something. */
        public static Method write(String service, String name, String permission, String resource) {
            return new Method(service, name, permission, "ADMIN_WRITE", "activity", resource);
        }
    }

    private static final Template HEAD = Template.of(
            "{'protoPayload': {'@type': " + "'type.googleapis.com/google.cloud.audit.AuditLog', 'status': ");
    private static final Template REFUSED =
            Template.of("{'code': 7, 'message': 'Permission ~0 denied on resource (or it may " + "not exist).'}");
    private static final Template WHO = Template.of(
            ", 'authenticationInfo': {'principalEmail': '~0', 'principalSubject': "
                    + "'~1:~0'}, 'requestMetadata': {'callerIp': '~3', 'callerSuppliedUserAgent': '~4', 'requestAttributes': {}, "
                    + "'destinationAttributes': {}}, 'serviceName': '~5', 'methodName': '~6', 'authorizationInfo': [{'resource': '");
    private static final Template KEY = Template.of(
            ", 'authenticationInfo': {'principalEmail': '~0', 'principalSubject': "
                    + "'~1:~0', 'serviceAccountKeyName': '//iam.googleapis.com/projects/~7/serviceAccounts/~0/keys/~2'}, "
                    + "'requestMetadata': {'callerIp': '~3', 'callerSuppliedUserAgent': '~4', 'requestAttributes': {}, "
                    + "'destinationAttributes': {}}, 'serviceName': '~5', 'methodName': '~6', 'authorizationInfo': [{'resource': '");
    private static final Template WHAT = Template.of("~0', 'permission': '~1', 'permissionType': '~2', 'granted': ~3, "
            + "'resourceAttributes': {}}], 'resourceName': '~0'}, 'insertId': '");
    private static final Template WHERE =
            Template.of(", 'resource': {'type': '~0', 'labels': {'project_id': '~1', 'location': "
                    + "'europe-west3'}}, 'timestamp': '");
    private static final Template SEVERITY = Template.of("', 'severity': '~0', 'logName': '");
    private static final Template LOG = Template.of("projects/~0/logs/cloudaudit.googleapis.com%2F~1");
    private static final Template RECEIVED = Template.of("', 'receiveTimestamp': '");
    private static final byte[] EMPTY = Template.of("{}").bytes();
    private static final byte[] QUOTE = Template.of("'").bytes();
    private static final byte[] CLOSE = Template.of("'}").bytes();

    private final Journal journal;

    GcpLog(Journal journal) {
        this.journal = journal;
    }

    /** A call by a person. */
    public void person(
            long time,
            String mail,
            Client client,
            Method method,
            String project,
            String resource,
            boolean granted,
            Chance chance) {
        write(time, mail, "user", "", client.ip(), client.agent().text(), method, project, resource, granted, chance);
    }

    /** A call by a service account from inside Google's cloud, or with a key from anywhere; an empty key for none. */
    public void account(
            long time,
            String mail,
            String key,
            String ip,
            String agent,
            Method method,
            String project,
            String resource,
            boolean granted,
            Chance chance) {
        write(time, mail, "serviceAccount", key, ip, agent, method, project, resource, granted, chance);
    }

    private void write(
            long time,
            String mail,
            String kind,
            String key,
            String ip,
            String agent,
            Method method,
            String project,
            String resource,
            boolean granted,
            Chance chance) {
        Line line = journal.begin();
        HEAD.write(line);
        if (granted) {
            line.raw(EMPTY);
        } else {
            REFUSED.write(line, method.permission());
        }
        (key.isEmpty() ? WHO : KEY).write(line, mail, kind, key, ip, agent, method.service(), method.name(), project);
        WHAT.write(line, resource, method.permission(), method.kind(), Boolean.toString(granted));
        int insert = line.length();
        line.hex(chance, 12);
        int insertEnd = line.length();
        line.raw(QUOTE);
        WHERE.write(line, method.resource(), project);
        int stamp = line.length();
        line.time(time, 6);
        int stampEnd = line.length();
        SEVERITY.write(line, granted ? (method.log().equals("activity") ? "NOTICE" : "INFO") : "ERROR");
        line.mark();
        LOG.write(line, project, method.log());
        line.endMark().mark(stamp, stampEnd).mark(insert, insertEnd);
        RECEIVED.write(line);
        line.time(time + 400, 6).raw(CLOSE);
        journal.end(Log.GCP_AUDIT, time);
    }
}
