package io.windhover.cli.simulate;

import io.windhover.cli.output.Failure;
import io.windhover.simulator.SimulationSettings;
import io.windhover.simulator.Volume;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.story.Plot;
import io.windhover.simulator.story.StoryBook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be simulated, as the user says it. */
final class SimulateOptions {
    private static final Pattern TIME = Pattern.compile("(\\d{1,4})([smh])");
    private static final int USUAL_QUIET_DAYS = 15;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of all chance: the same seed and options give the same bytes; default 1.")
    private long seed = 1;

    @Option(
            names = "--people",
            paramLabel = "N",
            description = "How many work for the company, 16 or more; default 500.")
    private int people = 500;

    @Option(
            names = "--start",
            paramLabel = "DATE",
            description = "Day or time (UTC) at which it begins; default 2026-10-05.")
    private String start = "2026-10-05";

    @Option(names = "--days", paramLabel = "N", description = "How many days it lasts; default 1.")
    private int days = 1;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            description = "About so many events a second of simulated time: the workloads do more or less.")
    private @Nullable String rate;

    @Option(
            names = "--scale",
            paramLabel = "F",
            description = "The workloads do so many times as much as usual; default 1.")
    private @Nullable Double scale;

    @Option(
            names = "--stories",
            paramLabel = "ID",
            split = ",",
            description = "Which attacks: all (default), none, or ids with commas between them; see --list-stories.")
    private List<String> stories = List.of("all");

    @Option(
            names = "--stories-after",
            paramLabel = "DAYS",
            description = "No attack before so many days; default half of the time, at most 15 days.")
    private @Nullable Integer storiesAfter;

    @Option(
            names = "--logs",
            paramLabel = "LOG",
            split = ",",
            description =
                    "Write these logs alone: aws-cloudtrail, entra-signin, entra-audit, azure-activity, gcp-audit,"
                            + " workspace-login, kubernetes-audit, okta-system, github-audit, falco; default all.")
    private List<String> logs = List.of();

    @Option(
            names = "--disorder",
            paramLabel = "TIME",
            description =
                    "Deliver events late by up to this, for example 10m, so that they are out of order; default 0s.")
    private String disorder = "0s";

    @Option(
            names = "--duplicates",
            paramLabel = "SHARE",
            description = "Deliver this share of the events twice, for example 0.01; default 0.")
    private double duplicates;

    SimulationSettings settings() {
        try {
            return new SimulationSettings(
                    seed, people, instant(), days, scale(), chosenStories(), quiet(), duration(disorder), duplicates);
        } catch (IllegalArgumentException e) {
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    Set<Log> chosenLogs() {
        Set<Log> chosen = EnumSet.noneOf(Log.class);
        for (String word : logs) {
            chosen.add(Log.named(word)
                    .orElseThrow(() -> new Failure("there is no log '" + word + "' to simulate; there are "
                            + Arrays.stream(Log.values()).map(Log::word).collect(Collectors.joining(", ")))));
        }
        return chosen.isEmpty() ? EnumSet.allOf(Log.class) : chosen;
    }

    private Instant instant() {
        try {
            return start.indexOf('T') < 0
                    ? LocalDate.parse(start).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(start).truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeParseException e) {
            throw new Failure("--start: '" + start + "' is neither 2026-10-05 nor 2026-10-05T06:00:00Z", e);
        }
    }

    private Duration quiet() {
        if (storiesAfter != null) {
            return Duration.ofDays(storiesAfter);
        }
        return Duration.ofHours(Math.min(12L * days, 24L * USUAL_QUIET_DAYS));
    }

    private static Duration duration(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new Failure("--disorder: '" + text + "' is no time such as 90s or 10m");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    private double scale() {
        if (rate == null) {
            return scale == null ? 1 : scale;
        }
        if (scale != null) {
            throw new Failure("--rate and --scale exclude each other: a rate sets the scale");
        }
        if (!rate.matches("\\d{1,9}(\\.\\d{1,6})?(/s)?")) {
            throw new Failure("--rate: '" + rate + "' is not a number of events a second, such as 500/s");
        }
        double wanted = Double.parseDouble(rate.replace("/s", ""));
        double least = Volume.leastRate(people);
        if (wanted < least) {
            throw new Failure(String.format(
                    Locale.ROOT,
                    "--rate: %d people and their pipelines alone leave about %.2f events a second; ask for more, or for"
                            + " fewer people",
                    people,
                    least));
        }
        return Volume.scaleFor(wanted, people);
    }

    private List<String> chosenStories() {
        if (stories.equals(List.of("none"))) {
            return List.of();
        }
        List<String> known = StoryBook.plots().stream().map(Plot::id).toList();
        if (stories.equals(List.of("all"))) {
            return known;
        }
        List<String> chosen = new ArrayList<>();
        for (String story : stories) {
            if (!known.contains(story)) {
                throw new Failure("there is no story '" + story + "'; --list-stories shows those that there are");
            }
            chosen.add(story);
        }
        return chosen;
    }
}
