package io.windhover.simulator.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.journal.Journal;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.text.Line;
import io.windhover.simulator.text.Template;

/** The audit log of one Kubernetes cluster ("Event", audit.k8s.io/v1), at the stage ResponseComplete. */
public final class KubernetesLog {
    private static final byte[] HEAD = Template.of(
                    "{'kind': 'Event', 'apiVersion': 'audit.k8s.io/v1', 'level': 'Metadata', 'auditID': '")
            .bytes();
    private static final byte[] STAGE =
            Template.of("', 'stage': 'ResponseComplete', 'requestURI': '").bytes();
    private static final byte[] STAGE_NAME = "ResponseComplete".getBytes(UTF_8);
    private static final byte[] VERB = Template.of("', 'verb': '").bytes();
    private static final byte[] USER = Template.of("', ").bytes();
    private static final byte[] OBJECT = Template.of(", 'objectRef': ").bytes();
    private static final Template OK =
            Template.of(", 'responseStatus': {'metadata': {}, 'code': ~0}, " + "'requestReceivedTimestamp': '");
    private static final Template REFUSED =
            Template.of(", 'responseStatus': {'metadata': {}, 'status': 'Failure', 'message': "
                    + "'~0 is forbidden: User \\u0022~1\\u0022 cannot ~2 resource \\u0022~0\\u0022', 'reason': 'Forbidden', 'code': 403}, "
                    + "'requestReceivedTimestamp': '");
    private static final byte[] STAGE_TIME =
            Template.of("', 'stageTimestamp': '").bytes();
    private static final byte[] ALLOWED = Template.of("', 'annotations': {'authorization.k8s.io/decision': 'allow', "
                    + "'authorization.k8s.io/reason': ''}}")
            .bytes();
    private static final byte[] FORBIDDEN = Template.of("', 'annotations': {'authorization.k8s.io/decision': 'forbid', "
                    + "'authorization.k8s.io/reason': ''}}")
            .bytes();

    private final Journal journal;

    KubernetesLog(Journal journal) {
        this.journal = journal;
    }

    /** A request that is answered. */
    public void call(
            long time, KubernetesUser user, KubernetesCall call, String namespace, String name, Chance chance) {
        write(time, user, call, true, namespace, name, chance);
    }

    /** A request that is forbidden. */
    public void denied(
            long time, KubernetesUser user, KubernetesCall call, String namespace, String name, Chance chance) {
        write(time, user, call, false, namespace, name, chance);
    }

    private void write(
            long time,
            KubernetesUser user,
            KubernetesCall call,
            boolean allowed,
            String namespace,
            String name,
            Chance chance) {
        Line line = journal.begin().raw(HEAD).mark().uuid(chance).endMark().raw(STAGE);
        call.path().write(line, namespace, name);
        line.raw(VERB).text(call.verb()).raw(USER).raw(user.bytes()).raw(OBJECT);
        call.object().write(line, namespace, name);
        if (allowed) {
            OK.write(line, call.verb().equals("create") ? "201" : "200");
        } else {
            REFUSED.write(line, call.resource(), user.name(), call.verb());
        }
        line.time(time, 6).raw(STAGE_TIME);
        int stamp = line.length();
        line.time(time + 3, 6);
        int stampEnd = line.length();
        // Callers may choose the id, so the stage and its time belong to what identifies the event.
        line.raw(allowed ? ALLOWED : FORBIDDEN).markOutside(STAGE_NAME).mark(stamp, stampEnd);
        journal.end(Log.KUBERNETES_AUDIT, time);
    }
}
