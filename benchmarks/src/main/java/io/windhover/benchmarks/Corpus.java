package io.windhover.benchmarks;

import io.windhover.cli.classpath.ClasspathFolder;
import io.windhover.cli.rules.RuleFile;
import io.windhover.cli.rules.RuleFiles;
import io.windhover.connect.normalise.Normalisation.Normalised;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.connect.normalise.aws.CloudTrailNormaliser;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.CloudEvent;
import java.io.ByteArrayOutputStream;
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
        Collector collector = new Collector();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".gz"))
                    .sorted()
                    .toList()) {
                try (RecordReader reader = RecordReader.open(file, ReadLimits.DEFAULT)) {
                    collector.add(reader);
                }
            }
        }
        return collector.events();
    }

    private static final class Collector {
        private final CloudTrailNormaliser normaliser = new CloudTrailNormaliser();
        private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
        private final List<Integer> lengths = new ArrayList<>();
        private final List<CloudEvent> normalised = new ArrayList<>();

        void add(RecordReader reader) throws IOException {
            for (Read read = reader.next(); read != null; read = reader.next()) {
                if (read instanceof Read.Event event) {
                    byte[] bytes = Arrays.copyOfRange(event.buffer(), event.offset(), event.offset() + event.length());
                    if (normaliser.normalise(RawEvent.of(bytes, Instant.now())) instanceof Normalised done) {
                        raw.write(bytes);
                        lengths.add(bytes.length);
                        normalised.add(done.event());
                    }
                }
            }
        }

        List<CorpusEvent> events() {
            byte[] buffer = raw.toByteArray();
            List<CorpusEvent> events = new ArrayList<>();
            int offset = 0;
            for (int i = 0; i < lengths.size(); i++) {
                int length = lengths.get(i);
                events.add(new CorpusEvent(buffer, offset, length, normaliser.logSource(), normalised.get(i)));
                offset += length;
            }
            return events;
        }
    }
}
