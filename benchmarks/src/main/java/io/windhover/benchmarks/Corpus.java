package io.windhover.benchmarks;

import io.windhover.cli.classpath.ClasspathFolder;
import io.windhover.cli.rules.RuleFile;
import io.windhover.cli.rules.RuleFiles;
import io.windhover.connect.normalise.CloudTrailNormaliser;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import io.windhover.rules.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The events that are measured: CloudTrail as the demo replays it. */
final class Corpus {
    private Corpus() {}

    static List<CorpusEvent> events() {
        try {
            return ClasspathFolder.read("demo", Corpus::events);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<SourceFile> shippedRules() {
        return RuleFiles.shipped().files().stream().map(RuleFile::source).toList();
    }

    private static List<CorpusEvent> events(Path folder) throws IOException {
        List<CorpusEvent> events = new ArrayList<>();
        CloudTrailNormaliser normaliser = new CloudTrailNormaliser();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".gz"))
                    .sorted()
                    .toList()) {
                try (RecordReader reader = RecordReader.open(file, ReadLimits.DEFAULT)) {
                    add(reader, normaliser, events);
                }
            }
        }
        return events;
    }

    private static void add(RecordReader reader, CloudTrailNormaliser normaliser, List<CorpusEvent> events)
            throws IOException {
        for (Read read = reader.next(); read != null; read = reader.next()) {
            if (read instanceof Read.Event event) {
                byte[] raw = Arrays.copyOfRange(event.buffer(), event.offset(), event.offset() + event.length());
                if (normaliser.normalise(RawEvent.of(raw, Instant.now())) instanceof Normalisation.Normalised done) {
                    events.add(new CorpusEvent(raw, done.event()));
                }
            }
        }
    }
}
