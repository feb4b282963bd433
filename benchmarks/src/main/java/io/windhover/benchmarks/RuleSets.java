package io.windhover.benchmarks;

import io.windhover.rules.Compilation;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.RuleSet;
import io.windhover.rules.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Rule sets of any size: the shipped rules for single events of CloudTrail first, then made ones of the same kind. */
final class RuleSets {
    private static final String[] SERVICES = {
        "ec2", "iam", "s3", "rds", "lambda", "kms", "sts", "ecs", "eks", "ecr", "sns", "sqs", "glue", "athena", "backup"
    };
    private static final String[] VERBS = {"Create", "Delete", "Put", "Update", "Attach", "Detach", "Modify", "Disable"
    };
    private static final String[] NOUNS = {
        "Policy",
        "Role",
        "Key",
        "Bucket",
        "Snapshot",
        "Cluster",
        "Function",
        "Topic",
        "Queue",
        "Vault",
        "Table",
        "Gateway"
    };

    private RuleSets() {}

    static List<SourceFile> sources(int size) {
        List<SourceFile> sources = new ArrayList<>(Corpus.shippedRules().stream()
                .filter(source -> source.name().contains("aws/cloudtrail/"))
                .toList());
        for (int i = sources.size(); i < size; i++) {
            sources.add(new SourceFile("made-" + i + ".yml", made(i)));
        }
        return sources.subList(0, size);
    }

    /** All shipped rules, those that remember included. */
    static RuleSet shipped() {
        RuleCompiler compiler = RuleCompiler.standard();
        return compiler.compile(
                        Corpus.shippedRules().stream().map(compiler::parse).toList())
                .ruleSet();
    }

    /** Whether a file has a rule that needs more than one event. */
    static boolean remembers(SourceFile source) {
        return source.text().lines().anyMatch(line -> line.startsWith("correlation:") || line.startsWith("baseline:"));
    }

    static RuleSet of(int size) {
        RuleCompiler compiler = RuleCompiler.standard();
        Compilation compilation =
                compiler.compile(sources(size).stream().map(compiler::parse).toList());
        if (compilation.ruleSet().rules().size() != size) {
            throw new IllegalStateException("rules are refused: " + compilation.issues());
        }
        return compilation.ruleSet();
    }

    /** Every rule has its own operation, as real ones do; every third looks into the request, every fourth has a filter. */
    private static String made(int i) {
        String service = SERVICES[i % SERVICES.length];
        String operation =
                VERBS[i / NOUNS.length % VERBS.length] + NOUNS[i % NOUNS.length] + (i < 96 ? "" : "V" + i / 96);
        String request = i % 3 == 0 ? "    requestParameters|contains: 'arn:aws:iam::'\n" : "";
        String filter = i % 4 == 0 ? "  filter:\n    userIdentity.invokedBy|endswith: '.amazonaws.com'\n" : "";
        String condition = i % 4 == 0 ? "selection and not filter" : "selection";
        return """
                title: Made rule %d
                id: %s
                status: test
                description: Only for measuring.
                author: Windhover
                logsource: {product: aws, service: cloudtrail}
                detection:
                  selection:
                    eventSource: %s.amazonaws.com
                    eventName: %s
                %s%s  condition: %s
                level: medium
                tags: [attack.t1098]
                """.formatted(
                        i,
                        UUID.nameUUIDFromBytes(("made-" + i).getBytes(StandardCharsets.UTF_8)),
                        service,
                        operation,
                        request,
                        filter,
                        condition);
    }
}
