package io.windhover.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** What stands in a message of the log, wherever it is from, cannot steer the terminal of who reads it. */
class LogLayoutTest {
    private static final Pattern LAYOUT = Pattern.compile("<PatternLayout pattern=\"([^\"]+)\"/>");
    private static final String EVIL = "a\u001b[2J\u0007\u009b31m\u202eb\r\n2026-01-01 ERROR forged\u007f";

    @Test
    void shouldKeepAMessageOnItsLineWithoutControlCharacters() throws IOException {
        for (String layout : layouts()) {
            String line = line(layout, new SimpleMessage(EVIL), null);

            assertThat(line).as(layout).contains("a?[2J??31m?b\\r\\n2026-01-01 ERROR forged?");
            assertThat(line.stripTrailing()).as(layout).doesNotContain("\n", "\r");
        }
    }

    @Test
    void shouldCleanTheMessageOfAnExceptionAndKeepItsStackTrace() throws IOException {
        for (String layout : layouts()) {
            String lines = line(layout, new SimpleMessage("failed"), new IllegalStateException("x\u001b[2Jy"));

            assertThat(lines)
                    .as(layout)
                    .contains("IllegalStateException: x?[2Jy", "\tat ")
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void shouldLetNoLineOfAnExceptionsMessageLookLikeOneOfTheLog() throws IOException {
        String forged =
                "x\n2026-01-01 ERROR forged\r\n\n2026-01-02 ERROR forged\r2026-01-03 ERROR forged\u20282026-01-04";
        for (String layout : layouts()) {
            String lines = line(
                    layout,
                    new SimpleMessage("failed"),
                    new IllegalStateException(forged, new IllegalArgumentException(forged)));

            assertThat(lines).as(layout).doesNotContain("\u2028");
            assertThat(lines.split("\\R", -1))
                    .as(layout)
                    .filteredOn(line -> line.startsWith("2026-01"))
                    .isEmpty();
            assertThat(lines.lines())
                    .as(layout)
                    .anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalArgumentException: x\\n2026-01-01"))
                    .anyMatch(line -> line.startsWith("\tat "));
        }
    }

    private static String line(String layout, SimpleMessage message, Throwable thrown) {
        LogEvent event = Log4jLogEvent.newBuilder()
                .setLoggerName("io.windhover.Test")
                .setLevel(Level.ERROR)
                .setMessage(message)
                .setThrown(thrown)
                .build();
        return PatternLayout.newBuilder().setPattern(layout).build().toSerializable(event);
    }

    private static String[] layouts() throws IOException {
        try (InputStream ours = Logging.class.getResourceAsStream("/log4j2.xml")) {
            String worker = Files.readString(Path.of(System.getProperty("user.dir"))
                    .resolveSibling("distribution/src/main/conf/connect-log4j2.xml"));
            return new String[] {
                layout(new String(ours.readAllBytes(), StandardCharsets.UTF_8)).replace("${trace}", "full"),
                layout(worker)
            };
        }
    }

    private static String layout(String configuration) {
        Matcher matcher = LAYOUT.matcher(configuration);
        assertThat(matcher.find()).as(configuration).isTrue();
        return matcher.group(1);
    }
}
