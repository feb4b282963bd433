package io.windhover.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.windhover.rules.ParsedFile;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.RuleSet;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.SourceFile;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How long the rules of a large set take from their texts to the first judged event, in a process that has done nothing
 * yet, and what they take of the heap from then on.
 */
public final class RuleLoad {
    private static final int RULES = 3_000;

    private final OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final CorpusEvent event = Corpus.events().get(0);

    private RuleLoad() {}

    /** One argument: how many rules; 3,000 by default. */
    public static void main(String[] arguments) throws MalformedJsonException {
        new RuleLoad().run(arguments.length == 0 ? RULES : Integer.parseInt(arguments[0]));
    }

    private void run(int size) throws MalformedJsonException {
        List<SourceFile> sources = RuleSets.sources(size);
        long before = usedHeap();
        RuleMatcher matcher = load(sources);
        System.out.printf("heap %.1f MB%n", (usedHeap() - before) / 1e6);
        // Until here both must be there.
        matcher.match(event, (rule, matched) -> {});
        if (sources.size() != size) {
            throw new IllegalStateException("There are not so many rules.");
        }
    }

    private RuleMatcher load(List<SourceFile> sources) throws MalformedJsonException {
        long start = System.nanoTime();
        long busy = machine.getProcessCpuTime();
        RuleCompiler compiler = RuleCompiler.standard();
        List<ParsedFile> parsed = sources.parallelStream().map(compiler::parse).toList();
        long read = System.nanoTime();
        RuleSet rules = compiler.compile(parsed).ruleSet();
        RuleMatcher matcher = rules.newMatcher();
        matcher.match(event, (rule, matched) -> {});
        System.out.printf(
                "%,d rules in %,d ms, of these %,d ms to read them; processor time %,d ms; ",
                rules.rules().size(),
                (System.nanoTime() - start) / 1_000_000,
                (read - start) / 1_000_000,
                (machine.getProcessCpuTime() - busy) / 1_000_000);
        return matcher;
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
