package io.windhover.simulator.log;

import io.windhover.simulator.chance.Chance;
import io.windhover.simulator.journal.Journal;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.text.Line;
import io.windhover.simulator.text.Template;

/** Falco's alerts as JSON ("Falco alerts, output formatting", falco.org). */
public final class FalcoLog {
    /**
     * A container in a pod.
     *
     * @param id its first twelve digits
     */
    public record Container(String id, String image, String namespace, String pod, String node) {}

    /**
     * A rule of Falco.
     *
     * @param priority for example {@code Notice}
     * @param tags in quotes, with commas
     */
    public record Rule(String name, String priority, String tags) {}

    public static final Rule SHELL =
            new Rule("Terminal shell in container", "Notice", "['container', 'shell', 'mitre_execution', 'T1059']");
    public static final Rule METADATA = new Rule(
            "Contact cloud metadata service from container",
            "Notice",
            "['network', 'container', 'mitre_discovery', 'T1565']");
    public static final Rule TOKEN = new Rule(
            "Read service account token in container", "Warning", "['container', 'mitre_credential_access', 'T1552']");
    public static final Rule SENSITIVE = new Rule(
            "Read sensitive file untrusted", "Warning", "['host', 'container', 'mitre_credential_access', 'T1555']");
    public static final Rule PACKAGES = new Rule(
            "Launch Package Management Process in Container", "Error", "['container', 'mitre_persistence', 'T1505']");
    public static final Rule API = new Rule(
            "Contact K8S API Server From Container",
            "Notice",
            "['container', 'network', 'k8s', 'mitre_discovery', 'T1565']");
    public static final Rule DROPPED = new Rule(
            "Drop and execute new binary in container", "Critical", "['container', 'mitre_persistence', 'TA0003']");

    private static final Template HEAD = Template.of("{'hostname': '~0', 'output': '");
    private static final Template OUTPUT =
            Template.of(": ~0 ~1 (command=~2 user=root container=~3 image=~4 ns=~5 pod=~6)', "
                    + "'priority': '~0', 'rule': '~1', 'source': 'syscall', 'tags': ");
    private static final Template FIELDS =
            Template.of(", 'output_fields': {'container.id': '~0', 'container.image.repository': "
                    + "'~1', 'container.name': '~2', 'k8s.ns.name': '~3', 'k8s.pod.name': '~4', 'proc.cmdline': '~5', 'proc.name': "
                    + "'~6', 'proc.pname': '~7', 'fd.name': '~8', 'user.name': 'root', 'user.uid': 0, 'evt.time': ");
    private static final Template TIME = Template.of("}, 'time': '");
    private static final Template UUID = Template.of("', 'uuid': '");
    private static final byte[] END = Template.of("'}").bytes();

    private final Journal journal;

    FalcoLog(Journal journal) {
        this.journal = journal;
    }

    /**
     * An alert.
     *
     * @param parent the name of the parent process
     * @param file the file or connection that it is about; empty for none
     */
    public void alert(
            long time, Rule rule, Container container, String command, String parent, String file, Chance chance) {
        Line line = journal.begin();
        HEAD.write(line, container.node());
        line.time(time, 6);
        OUTPUT.write(
                line,
                rule.priority(),
                rule.name(),
                command,
                container.id(),
                container.image(),
                container.namespace(),
                container.pod());
        line.raw(Template.of(rule.tags()).bytes());
        int blank = command.indexOf(' ');
        FIELDS.write(
                line,
                container.id(),
                container.image(),
                "app",
                container.namespace(),
                container.pod(),
                command,
                blank < 0 ? command : command.substring(0, blank),
                parent,
                file);
        line.number(time * 1_000_000);
        TIME.write(line);
        line.time(time, 6);
        UUID.write(line);
        line.mark().uuid(chance).endMark().raw(END);
        journal.end(Log.FALCO, time);
    }
}
