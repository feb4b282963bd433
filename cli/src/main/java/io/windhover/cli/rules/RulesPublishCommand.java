package io.windhover.cli.rules;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.cluster.ClusterOptions;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Terminal;
import io.windhover.detector.ruleset.RulePublisher;
import io.windhover.detector.ruleset.RuleSigner;
import io.windhover.detector.ruleset.SigningKey;
import io.windhover.detector.ruleset.SigningKeyException;
import io.windhover.detector.ruleset.TrustedKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windhover rules publish}. */
@Command(
        name = "publish",
        description = {
            "Publish the rules of some folders as the active rule set.",
            "",
            "Running detectors judge the next event by it; nothing has to be restarted. The set replaces the one before as"
                    + " a whole: a rule that is not in the folders any more stops."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:published",
            "1:not published, because rules have errors",
            "2:files cannot be read, no connection, wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover rules publish --config windhover.yml --commit \"$(git rev-parse HEAD)\" rules/",
            "  windhover rules publish --bootstrap-server localhost:9092 --schema-registry http://localhost:8081 rules/"
        })
public final class RulesPublishCommand implements Callable<Integer> {
    private final Terminal terminal;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private ClusterOptions options;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders of rules, or single files.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private List<Path> folders;

    @Option(names = "--owner", paramLabel = "NAME", description = "Who answers for the rules.")
    private @Nullable String owner;

    @Option(names = "--commit", paramLabel = "REVISION", description = "The revision that the rules are from.")
    private @Nullable String commit;

    @Option(
            names = "--sign-key",
            paramLabel = "FILE",
            description =
                    "Sign them with this private key, made by windhover rules keygen. Detectors whose configuration names"
                            + " rules: trusted-keys take no others.")
    private @Nullable Path signKey;

    @Option(
            names = "--allow-refused",
            description =
                    "Publish although rules have errors: each of them is refused alone, and the last version of it"
                            + " without errors keeps running. Not for files that are no text or too large.")
    private boolean allowRefused;

    @Mixin
    private final RuleOptions ruleOptions = new RuleOptions();

    public RulesPublishCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        RuleSigner signer = signer();
        CheckedRules rules = asDetectorsDo(CheckedRules.of(RuleFiles.read(folders), ruleOptions.compiler()));
        new IssuePrinter(terminal.err()).draw(rules);
        if (rules.errors() > 0 && !allowRefused) {
            terminal.err().line("Not published: " + rules.summary() + ". Correct them, or say --allow-refused.");
            return ExitCode.FOUND;
        }
        if (!rules.files().issues().isEmpty()) {
            // There is no text to publish, and a set without the file would switch its rules off.
            terminal.err()
                    .line("Not published: " + String.join(", ", unreadable(rules.files()))
                            + " cannot be taken as text. Correct or remove it; --allow-refused does not help here.");
            return ExitCode.FOUND;
        }
        Cluster cluster = options.cluster();
        cluster.requireTopic(cluster.topics().rules());
        RulePublisher.Publication done = new RulePublisher(
                        cluster.kafka(), cluster.topics().rules(), cluster.registry(), Clock.systemUTC(), signer)
                .publish(rules.texts(), owner, commit);
        terminal.out()
                .line("Published version " + done.version() + " with "
                        + Counts.of(rules.files().files().size(), "file") + ": "
                        + Counts.of(done.added()) + " added, " + Counts.of(done.unchanged()) + " unchanged, "
                        + Counts.of(done.removed()) + " removed.");
        return ExitCode.OK;
    }

    /** A set that the detectors of this configuration do not take is better not published. */
    private RuleSigner signer() {
        try {
            SigningKey key = signKey == null ? null : SigningKey.read(signKey);
            RuleSigner signer = new RuleSigner(key, TrustedKeys.of(options.trustedKeys()));
            if (!signer.isTrusted()) {
                throw new Failure(
                        signKey == null
                                ? "the detectors of this configuration take only signed rules (rules: trusted-keys); name"
                                        + " the private key with --sign-key"
                                : signKey
                                        + ": is not the counterpart of a key in rules: trusted-keys of the configuration");
            }
            return signer;
        } catch (SigningKeyException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    /** What counts is what detectors make of the rules, and they have no such options. */
    private CheckedRules asDetectorsDo(CheckedRules wanted) {
        if (ruleOptions.isDefault()) {
            return wanted;
        }
        CheckedRules detectors = CheckedRules.of(wanted.files());
        terminal.err()
                .line(
                        "Detectors compile rules without --placeholders, --retired, --allow-inverting-filters and --aliases."
                                + " With them: " + wanted.summary() + ". As detectors run them: " + detectors.summary()
                                + ".");
        return detectors;
    }

    private static List<String> unreadable(RuleFiles files) {
        return files.issues().stream().map(issue -> SafeText.line(issue.file())).toList();
    }
}
