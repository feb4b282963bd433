package io.windhover.rules.ir;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.schemas.LogSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSourcePatternTest {
    @ParameterizedTest
    @CsvSource({
        "aws,cloudtrail,, aws,cloudtrail,, true",
        "AWS,CloudTrail,, aws,cloudtrail,, true",
        "aws,,, aws,cloudtrail,, true",
        "aws,s3,, aws,cloudtrail,, false",
        "azure,,, aws,cloudtrail,, false",
        "aws,cloudtrail,, aws,,, false",
        ",cloudtrail,, aws,cloudtrail,, true",
        "cloud,,, okta,okta,, true",
        "cloud,audit,, okta,okta,, false",
        "kubernetes,audit,application, kubernetes,audit,, true",
        "kubernetes,audit,application, kubernetes,audit,application, true",
        "kubernetes,audit,application, kubernetes,audit,process_creation, false",
        ",,process_creation, linux,auditd,, false",
        ",,process_creation, linux,auditd,process_creation, true"
    })
    void shouldMatchWhateverItDoesNotName(
            String product,
            String service,
            String category,
            String eventProduct,
            String eventService,
            String eventCategory,
            boolean matches) {
        // Given
        LogSourcePattern pattern = new LogSourcePattern(product, service, category);

        // When, Then
        assertThat(pattern.matches(new LogSource(eventProduct, eventService, eventCategory)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"aws,cloudtrail,, aws/cloudtrail", "aws,,, aws/*", ",s3,, */s3", ",,audit, */*/audit", "a,b,c, a/b/c"})
    void shouldBeCalledByItsNames(String product, String service, String category, String name) {
        assertThat(new LogSourcePattern(product, service, category)).hasToString(name);
    }
}
