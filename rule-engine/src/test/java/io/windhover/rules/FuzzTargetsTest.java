package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the fuzzer starts from and what it once found, as it stands, cut off at every byte, and damaged in a way that each
 * run repeats. The profile {@code fuzz} runs the same targets for as long as asked.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FuzzTargetsTest {
    private static final int LONGEST_CUT = 4096;
    private static final int DAMAGED = 500;

    /** One of the fuzzer's targets. */
    interface Target {
        void run(byte[] input) throws Exception;
    }

    @Test
    void shouldSurviveAnyRuleText() {
        survives("rule-text", RuleTextFuzz::fuzzerTestOneInput);
    }

    @Test
    void shouldSurviveAnyAliasFile() {
        survives("alias-file", AliasFileFuzz::fuzzerTestOneInput);
    }

    @Test
    void shouldSurviveAnyExpression() {
        survives("regex", RegexFuzz::fuzzerTestOneInput);
    }

    @Test
    void shouldSurviveAnyEvent() {
        survives("event", EventFuzz::fuzzerTestOneInput);
    }

    private static void survives(String name, Target target) {
        List<byte[]> seeds = seeds(name);
        List<String> words = words();
        assertThat(seeds).isNotEmpty();
        for (byte[] seed : seeds) {
            run(name, target, seed);
            for (int length = 0; length < Math.min(seed.length, LONGEST_CUT); length++) {
                run(name, target, Arrays.copyOf(seed, length));
            }
        }
        Random random = new Random(20261124);
        for (int i = 0; i < DAMAGED; i++) {
            run(name, target, damaged(seeds, words, random));
        }
    }

    private static void run(String name, Target target, byte[] input) {
        try {
            target.run(input);
        } catch (Exception | AssertionError | StackOverflowError fault) {
            Path kept = Path.of("target", "fuzz", name + "-" + Integer.toHexString(Arrays.hashCode(input)));
            write(kept, input);
            throw new AssertionError("The input is kept in " + kept.toAbsolutePath(), fault);
        }
    }

    /** A seed with some bytes changed, lines moved, words or another seed's lines put in. */
    private static byte[] damaged(List<byte[]> seeds, List<String> words, Random random) {
        StringBuilder text = new StringBuilder(text(seeds, random));
        for (int i = random.nextInt(5) + 1; i > 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(6)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.delete(at, end);
                case 2 -> text.insert(at, words.get(random.nextInt(words.size())));
                case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                case 4 -> text.insert(text.lastIndexOf("\n", at) + 1, " ".repeat(random.nextInt(4) + 1));
                default -> {
                    List<String> lines = text(seeds, random).lines().toList();
                    String line = lines.isEmpty() ? "" : lines.get(random.nextInt(lines.size()));
                    text.insert(text.lastIndexOf("\n", at) + 1, line + "\n");
                }
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(List<byte[]> seeds, Random random) {
        return new String(seeds.get(random.nextInt(seeds.size())), StandardCharsets.ISO_8859_1);
    }

    /** The words that the fuzzer puts in too: libFuzzer's format, one quoted word a line. */
    private static List<String> words() {
        return new String(read(Path.of("src/test/fuzz/words.dict")), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(1, line.length() - 1)
                        .replace("\\x0a", "\n")
                        .replace("\\\"", "\"")
                        .replace("\\\\", "\\"))
                .toList();
    }

    private static List<byte[]> seeds(String name) {
        try (var files = Files.list(Path.of("src/test/fuzz", name))) {
            return new ArrayList<>(files.sorted().map(FuzzTargetsTest::read).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
