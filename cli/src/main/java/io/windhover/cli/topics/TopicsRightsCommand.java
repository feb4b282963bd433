package io.windhover.cli.topics;

import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Terminal;
import io.windhover.detector.app.ConfigFile;
import io.windhover.detector.app.DetectorConfig;
import io.windhover.detector.rights.Part;
import io.windhover.detector.rights.Right;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.resource.ResourcePattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code windhover topics rights}. */
@Command(
        name = "rights",
        description = {
            "Print the least rights that each part needs, as kafka-acls commands.",
            "",
            "Connects to nothing: who may grant rights looks at the commands and runs them. Each part has a principal of its"
                    + " own, User:windhover-detector and so on, unless told otherwise."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:the configuration cannot be read, wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover topics rights --config windhover.yml",
            "  windhover topics rights --config windhover.yml --part detector --principal 'User:CN=detector'",
            "  windhover topics rights --config windhover.yml --json"
        })
public final class TopicsRightsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The detector's configuration; its application-id and the topics' prefix are used.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path config;

    @Option(
            names = "--part",
            paramLabel = "PART",
            split = ",",
            description = "Only of these: ${COMPLETION-CANDIDATES}.")
    private List<Part> parts = List.of();

    @Option(
            names = "--principal",
            paramLabel = "NAME",
            description = "Who is to have the rights, for example User:ann; for one --part.")
    private @Nullable String principal;

    @Option(
            names = "--json",
            description =
                    "One JSON object for each right: part, principal, operation, resource_type, pattern, resource.")
    private boolean json;

    public TopicsRightsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (principal != null && (parts.size() != 1 || !principal.matches("[^:'\\p{Cntrl}]+:[^'\\p{Cntrl}]+"))) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--principal needs one --part and a name with its type, such as User:ann");
        }
        DetectorConfig settings = ConfigFile.read(config);
        for (Part part : parts.isEmpty() ? List.of(Part.values()) : parts) {
            List<Right> rights = part.rights(settings.topics().names(), settings.applicationId());
            String who = principal == null ? part.principal() : principal;
            if (json) {
                rights.forEach(right -> terminal.out().line(json(part, who, right)));
            } else {
                terminal.out().line("# " + name(part) + ": " + part.description());
                commands(who, rights).forEach(terminal.out()::line);
            }
        }
        return ExitCode.OK;
    }

    private static String json(Part part, String who, Right right) {
        return JsonLines.line(object -> {
            object.writeStringField("part", name(part));
            object.writeStringField("principal", who);
            object.writeStringField("operation", right.operationName());
            object.writeStringField("resource_type", right.typeName().replace(' ', '_'));
            object.writeStringField("pattern", right.isPrefixed() ? "prefixed" : "literal");
            object.writeStringField("resource", right.resource().name());
        });
    }

    /** One command for each resource. */
    private static List<String> commands(String who, List<Right> rights) {
        Map<ResourcePattern, List<Right>> byResource = new LinkedHashMap<>();
        rights.forEach(right -> byResource
                .computeIfAbsent(right.resource(), resource -> new ArrayList<>())
                .add(right));
        List<String> commands = new ArrayList<>();
        byResource.values().forEach(same -> {
            Right first = same.get(0);
            StringBuilder command = new StringBuilder("kafka-acls --bootstrap-server \"$BROKERS\" --command-config"
                    + " \"$ADMIN_CONFIG\" --add --allow-principal '" + who + "'");
            same.forEach(right -> command.append(" --operation ").append(right.operationName()));
            command.append(" --").append(first.typeName().replace(' ', '-'));
            // Quoted: an application's id may be any text.
            command.append(" '")
                    .append(first.resource().name().replace("'", "'\\''"))
                    .append('\'');
            command.append(first.isPrefixed() ? " --resource-pattern-type prefixed" : "");
            commands.add(SafeText.line(command.toString()));
        });
        return commands;
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
