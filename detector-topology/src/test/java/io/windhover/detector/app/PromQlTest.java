package io.windhover.detector.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void shouldFindTheMetricsOfAQueryAndNothingElse() {
        assertThat(PromQl.metrics("""
                histogram_quantile(0.99, sum by (le, stage) (rate(a_seconds_bucket{job=~"$job", x="{y} z"}[$__rate_interval])))
                  > 10 and on (job) max by (job) (deriv(b[15m])) > 1e3 or vector(0) unless c offset 5m
                """)).containsExactly("a_seconds_bucket", "b", "c");
    }
}
