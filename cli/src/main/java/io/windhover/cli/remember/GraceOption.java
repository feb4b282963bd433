package io.windhover.cli.remember;

import io.windhover.rules.source.Timespan;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option of commands that run rules that remember. */
public final class GraceOption {
    @Option(
            names = "--grace",
            paramLabel = "SPAN",
            converter = SpanConverter.class,
            description =
                    "For rules that remember: how far the times of the events may stand out of their order; default"
                            + " 15m. Files that are read one after the other and are of the same days need as much as they"
                            + " overlap, for example 31d; memory grows with it.")
    private Duration grace = Duration.ofMinutes(15);

    /** How far behind the latest event the watermark stays. */
    public Duration grace() {
        return grace;
    }

    private static final class SpanConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return Timespan.parseSum(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + value + "' is no span of time such as 90s, 15m or 10d3h"));
        }
    }
}
