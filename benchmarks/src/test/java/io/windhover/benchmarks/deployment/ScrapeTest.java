package io.windhover.benchmarks.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScrapeTest {
    private static final Scrape SCRAPE = Scrape.of("""
            # HELP jvm_memory_used_bytes The amount of used memory
            # TYPE jvm_memory_used_bytes gauge
            jvm_memory_used_bytes{area="heap",id="PS Eden Space"} 1.5E7
            jvm_memory_used_bytes{area="heap",id="PS Old Gen"} 5000000.0
            jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.0E7
            windhover_ready 1.0
            lag{topic="a"} NaN
            lag{topic="b"} 3
            limit +Inf
            """);

    @Test
    void shouldAddTheSeriesThatHaveTheLabels() {
        // When, Then
        assertThat(SCRAPE.sum("jvm_memory_used_bytes", "area=\"heap\"")).hasValue(20_000_000);
        assertThat(SCRAPE.sum("jvm_memory_used_bytes")).hasValue(110_000_000);
    }

    @Test
    void shouldFindTheLargest() {
        // When, Then
        assertThat(SCRAPE.max("jvm_memory_used_bytes", "area=\"heap\"")).hasValue(15_000_000);
        assertThat(SCRAPE.max("limit")).hasValue(Double.POSITIVE_INFINITY);
    }

    @Test
    void shouldLeaveOutWhatIsNotKnown() {
        // When, Then
        assertThat(SCRAPE.sum("lag")).hasValue(3);
        assertThat(SCRAPE.sum("nothing")).isEmpty();
    }
}
