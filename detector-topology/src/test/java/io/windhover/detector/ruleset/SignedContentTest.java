package io.windhover.detector.ruleset;

import static io.windhover.detector.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleFormat;
import io.windhover.schemas.RuleMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SignedContentTest {
    private static final String KEY = "id@hash";

    /** Another value for each field that the signature has to cover. */
    private static final Map<String, Object> OTHERS = Map.of(
            "format",
            RuleFormat.MANIFEST,
            "text",
            "other",
            "hash",
            "other",
            "mode",
            RuleMode.SHADOW,
            "owner",
            "other",
            "origin",
            "other",
            "commit",
            "other",
            "members",
            List.of("other"),
            "published",
            NOON.plusMillis(1),
            "digests",
            List.of("other"));

    @Test
    void shouldCoverTheKeyAndEveryFieldButTheSignature() {
        Set<String> digests = new HashSet<>(Set.of(SignedContent.digest(KEY, document())));
        digests.add(SignedContent.digest("other", document()));
        for (Schema.Field field : RuleDocument.getClassSchema().getFields()) {
            if (!field.name().equals("signature")) {
                assertThat(OTHERS).as("what a field says must be signed").containsKey(field.name());
                digests.add(SignedContent.digest(KEY, with(field.name(), OTHERS.get(field.name()))));
            }
        }

        assertThat(digests).hasSize(2 + OTHERS.size());
    }

    @Test
    void shouldNotCoverTheSignature() {
        assertThat(SignedContent.of(KEY, with("signature", "AAAA"))).isEqualTo(SignedContent.of(KEY, document()));
    }

    @Test
    void shouldTellApartWhatWouldBeTheSameWithoutLengths() {
        assertThat(List.of(
                        document(),
                        with("owner", ""),
                        with("members", List.of("a", "b")),
                        with("members", List.of("a\nb")),
                        with("digests", List.of("a", "b"))))
                .extracting(document -> SignedContent.digest(KEY, document))
                .doesNotHaveDuplicates();
        assertThat(SignedContent.digest("ab", with("text", "c")))
                .isNotEqualTo(SignedContent.digest("a", with("text", "bc")));
    }

    private static RuleDocument with(String field, Object value) {
        RuleDocument document = document();
        document.put(RuleDocument.getClassSchema().getField(field).pos(), value);
        return document;
    }

    private static RuleDocument document() {
        return new RuleDocument(
                RuleFormat.SIGMA, "text", "hash", RuleMode.LIVE, null, null, null, List.of(), NOON, List.of(), null);
    }
}
