package io.windhover.cli.story;

import io.windhover.rules.LogEvent;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.SourceEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The shipped rules, from a jar or from a folder of classes, and which of them match an event. */
final class ClasspathRules {
    private static final String ONE_OF_THEM = "/rules/aws/cloudtrail/root-user-active.yml";

    private final RuleMatcher matcher;

    private ClasspathRules(RuleMatcher matcher) {
        this.matcher = matcher;
    }

    static ClasspathRules compile() throws IOException {
        RuleCompiler compiler = RuleCompiler.standard();
        return new ClasspathRules(
                compiler.compile(sources().stream().map(compiler::parse).toList())
                        .ruleSet()
                        .newMatcher());
    }

    /** Names of the rules' files, without their endings. */
    List<String> matching(String event) throws MalformedJsonException {
        List<String> names = new ArrayList<>();
        matcher.match(
                new RawEvent(event),
                (rule, matched) ->
                        names.add(rule.file().substring(0, rule.file().indexOf(".yml"))));
        return names;
    }

    private static List<SourceFile> sources() throws IOException {
        try {
            URI uri = ClasspathRules.class.getResource(ONE_OF_THEM).toURI();
            if (!uri.getScheme().equals("jar")) {
                return sources(Path.of(uri).getParent());
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return sources(jar.getPath(ONE_OF_THEM).getParent());
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<SourceFile> sources(Path folder) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.sorted().toList()) {
                sources.add(new SourceFile(path.getFileName().toString(), Files.readString(path)));
            }
        }
        return sources;
    }

    /** The shipped rules look at the raw log alone, so the normalised event says almost nothing. */
    private static final class RawEvent implements LogEvent {
        private final byte[] json;

        RawEvent(String json) {
            this.json = json.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] buffer() {
            return json;
        }

        @Override
        public LogSource logSource() {
            return LogSource.newBuilder()
                    .setProduct("aws")
                    .setService("cloudtrail")
                    .build();
        }

        @Override
        public CloudEvent normalised() {
            return CloudEvent.newBuilder()
                    .setUid("uid")
                    .setTime(Instant.EPOCH)
                    .setIngestTime(Instant.EPOCH)
                    .setProvider("aws")
                    .setLogSource(logSource())
                    .setActor(Actor.newBuilder().build())
                    .setSource(SourceEndpoint.newBuilder().build())
                    .setApi(Api.newBuilder().build())
                    .setCloud(Cloud.newBuilder().build())
                    .setResources(List.of())
                    .setRaw(ByteBuffer.wrap(json))
                    .build();
        }
    }
}
