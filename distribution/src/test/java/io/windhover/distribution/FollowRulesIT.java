package io.windhover.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop that publishes what git-sync has fetched, with a command beside it that only notes how it was called. */
class FollowRulesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Path bin;
    private Path calls;
    private Process process;

    @BeforeEach
    void start() throws IOException {
        assumeThat(File.separatorChar).as("a system with a shell").isEqualTo('/');
        bin = Files.createDirectory(folder.resolve("bin"));
        calls = Files.createFile(folder.resolve("calls"));
        Files.copy(
                Repository.distribution().resolve("bin/follow-rules"),
                bin.resolve("follow-rules"),
                StandardCopyOption.COPY_ATTRIBUTES);
        answer(0);
        process = new ProcessBuilder(
                        bin.resolve("follow-rules").toString(),
                        link().toString(),
                        "some rules",
                        "0.05",
                        "--config",
                        "a b.yml")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    @AfterEach
    void stop() {
        process.destroyForcibly().onExit().join();
    }

    @Test
    void shouldPublishEachRevisionOnceAndTryAgainOnlyWhatMayYetSucceed() throws Exception {
        // When a revision is checked out, then it is published, once
        checkOut("aaa");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(calls()).as(() -> log()).hasSize(1));
        assertThat(calls()).containsExactly("rules publish --commit aaa --config a b.yml " + rules("aaa"));

        // When the next one has errors, then it is not tried again
        answer(1);
        checkOut("bbb");
        await().atMost(PATIENCE).until(() -> calls().size() == 2);

        // When the one after it meets no broker, then it is tried until it does
        answer(2);
        checkOut("ccc");
        await().atMost(PATIENCE).until(() -> calls().size() >= 4);
        answer(0);
        checkOut("ddd");
        await().atMost(PATIENCE).until(() -> calls().stream().anyMatch(call -> call.contains("--commit ddd")));
        assertThat(calls()).filteredOn(call -> call.contains("aaa")).hasSize(1);
        assertThat(calls()).filteredOn(call -> call.contains("bbb")).hasSize(1);

        // And it ends when it is told to
        process.destroy();
        assertThat(process.onExit().get().exitValue()).isZero();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log")) + ", running: " + process.isAlive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path link() {
        return folder.resolve("current");
    }

    private Path rules(String commit) {
        return folder.resolve(".worktrees/" + commit + "/some rules");
    }

    /** As git-sync does it: the new link takes the old one's place at once. */
    private void checkOut(String commit) throws IOException {
        Files.createDirectories(rules(commit));
        Path next = folder.resolve("next");
        Files.createSymbolicLink(next, Path.of(".worktrees/" + commit));
        Files.move(next, link(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void answer(int exitCode) throws IOException {
        Path next = bin.resolve("next");
        Files.writeString(next, "#!/bin/sh\necho \"$@\" >> '" + calls + "'\nexit " + exitCode + "\n");
        assertThat(next.toFile().setExecutable(true)).isTrue();
        Files.move(next, bin.resolve("windhover"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(calls);
    }
}
