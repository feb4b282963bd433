package io.windhover.cli.rules;

import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.event;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleOptionsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldPutTheOperatorsValuesInThePlaceOfPlaceholders() {
        Path rules = write(
                folder.resolve("rules/trail.yml"),
                TRAIL_RULE.replace("eventName: StopLogging", "eventName|expand: '%calls%'"));
        Path values = write(folder.resolve("values.yml"), "calls: [DeleteTrail, Stop*]\n");

        Cli without = Cli.run("rules", "check", rules.toString());
        Cli with = Cli.run("rules", "check", "--placeholders", values.toString(), rules.toString());
        Cli detect = new Cli()
                .in(event("1", "StopLogging"))
                .execute("detect", "--rules", rules.toString(), "--placeholders", values.toString(), "--json", "-");

        assertThat(without.exitCode()).isOne();
        assertThat(without.out()).contains("The placeholder '%calls%' has no value");
        assertThat(with.exitCode()).isZero();
        assertThat(detect.json()).hasSize(1);
    }

    @Test
    void shouldLoadRetiredRulesOnRequest() {
        write(folder.resolve("trail.yml"), TRAIL_RULE.replace("status: test", "status: deprecated"));

        Cli without = Cli.run("rules", "list", "--json", folder.toString());
        Cli with = Cli.run("rules", "list", "--json", "--retired", folder.toString());

        assertThat(without.json()).isEmpty();
        assertThat(with.json()).hasSize(1);
    }

    @Test
    void shouldAcceptInvertingFiltersOnRequest() {
        write(folder.resolve("trail.yml"), TRAIL_RULE);
        write(folder.resolve("filter.yml"), """
                title: Only the training account
                logsource: {product: aws, service: cloudtrail}
                filter:
                  rules: any
                  training: {recipientAccountId: "111122223333"}
                  condition: training
                """);

        Cli without = Cli.run("rules", "check", folder.toString());
        Cli with = Cli.run("rules", "check", "--allow-inverting-filters", folder.toString());

        assertThat(without.exitCode()).isOne();
        assertThat(with.exitCode()).isZero();
    }

    @Test
    void shouldPreferTheOperatorsAliases() {
        Path rules = write(
                folder.resolve("rules/trail.yml"), TRAIL_RULE.replace("eventName: StopLogging", "call: StopLogging"));
        Path aliases = folder.resolve("aliases");
        write(aliases.resolve("trail.yml"), """
                logsource: {product: aws, service: cloudtrail}
                fields: {call: eventName}
                """);

        Cli without =
                new Cli().in(event("1", "StopLogging")).execute("detect", "--rules", rules.toString(), "--json", "-");
        Cli with = new Cli()
                .in(event("1", "StopLogging"))
                .execute("detect", "--rules", rules.toString(), "--aliases", aliases.toString(), "--json", "-");

        assertThat(without.json()).isEmpty();
        assertThat(with.json()).hasSize(1);
    }

    @Test
    void shouldShowWhatIsWrongWithTheFilesThatAreNamed() {
        Path rules = write(folder.resolve("rules/trail.yml"), TRAIL_RULE);
        Path values = write(folder.resolve("values.yml"), "calls: []\n");
        Path aliases = write(
                folder.resolve("aliases.yml"),
                "logsource: {prodct: aws}\nfields: {a: {paht: b, path: c}}\nfelds: {}\n");

        Cli placeholders = Cli.run("rules", "check", "--placeholders", values.toString(), rules.toString());
        Cli wrong = Cli.run("rules", "check", "--aliases", aliases.toString(), rules.toString());

        assertThat(placeholders.exitCode()).isEqualTo(2);
        assertThat(placeholders.err())
                .contains(values + ":1:8: error: The placeholder 'calls' has no value.")
                .doesNotContain("\tat ");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("did you mean 'product'?", "did you mean 'path'?", "did you mean 'fields'?");
    }

    @Test
    void shouldSayWhichFileIsMissingAndWhichWasPerhapsMeant() {
        Path rules = write(folder.resolve("rules/trail.yml"), TRAIL_RULE);
        write(folder.resolve("values.yml"), "calls: [a]\n");
        write(folder.resolve("none/readme.txt"), "");

        Cli placeholders = Cli.run(
                "rules", "check", "--placeholders", folder.resolve("vaules.yml").toString(), rules.toString());
        Cli aliases =
                Cli.run("rules", "check", "--aliases", folder.resolve("none").toString(), rules.toString());

        assertThat(placeholders.exitCode()).isEqualTo(2);
        assertThat(placeholders.err()).contains("vaules.yml: no such file or directory; did you mean", "values.yml'?");
        assertThat(aliases.exitCode()).isEqualTo(2);
        assertThat(aliases.err()).contains("no alias file (*.yml, *.yaml) in");
    }

    @Test
    void shouldNotPublishWhatDetectorsWouldRefuse() {
        Path rules = write(
                folder.resolve("rules/trail.yml"),
                TRAIL_RULE.replace("eventName: StopLogging", "eventName|expand: '%calls%'"));
        Path values = write(folder.resolve("values.yml"), "calls: [StopLogging]\n");

        Cli cli = Cli.run(
                "rules",
                "publish",
                "--bootstrap-server",
                "127.0.0.1:1",
                "--schema-registry",
                "http://127.0.0.1:1",
                "--placeholders",
                values.toString(),
                rules.toString());

        assertThat(cli.exitCode()).isOne();
        assertThat(cli.err()).contains("As detectors run them: 0 rules from 1 file: 1 error", "Not published");
    }
}
