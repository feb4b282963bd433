package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.LogSource;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The promise of the way that nearly every event goes: no rule matches, no object is made. A regular expression that is
 * asked makes some, so here another part of its selection fails first.
 */
class AllocationTest {
    private static final LogSource CLOUDTRAIL = new LogSource("aws", "cloudtrail", null);
    private static final int EVENTS = 2_000;

    private static final String RULES = """
            title: exact
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {eventName: DeleteTrail, eventSource: cloudtrail.amazonaws.com}, condition: s}
            ---
            title: substring, of a text and of an object
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {userAgent|contains: [kali, parrot], requestParameters|contains: 'arn:aws:iam::'}, condition: s}
            ---
            title: a witness that often stands there, and what rules the event out
            logsource: {product: aws, service: cloudtrail}
            detection:
              s: {eventName: PutObject, requestParameters.key|endswith: .pem, sourceIPAddress|cidr: 203.0.113.0/24}
              t: {requestParameters.size|gt: 1000000, requestParameters.bucketName|re: '^back-?up'}
              not_these: {userIdentity.arn|startswith: 'arn:aws:iam::123456789012:role/ci'}
              condition: (s or t) and not not_these
            ---
            title: a field that must be there
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {errorCode|exists: true}, condition: s}
            """;

    @Test
    void shouldMakeNoObjectWhereNothingMatches() throws MalformedJsonException {
        // Given
        RuleCompiler compiler = RuleCompiler.standard();
        RuleSet rules = compiler.compile(List.of(compiler.parse(new SourceFile("rules.yml", RULES))))
                .ruleSet();
        assertThat(rules.rules()).hasSize(4);
        RuleMatcher matcher = rules.newMatcher();
        List<TestEvent> events =
                IntStream.range(0, EVENTS).mapToObj(AllocationTest::event).toList();
        int[] matches = {0};
        MatchSink sink = (rule, matched) -> matches[0]++;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        judge(matcher, events, sink);

        // When
        long before = threads.getCurrentThreadAllocatedBytes();
        judge(matcher, events, sink);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // Then
        assertThat(matches[0]).isZero();
        assertThat(allocated).as("bytes of %d events", EVENTS).isLessThan(4_000);
    }

    private static void judge(RuleMatcher matcher, List<TestEvent> events, MatchSink sink)
            throws MalformedJsonException {
        for (int i = 0; i < events.size(); i++) {
            matcher.match(events.get(i), sink);
        }
    }

    private static TestEvent event(int number) {
        return new TestEvent(
                CLOUDTRAIL, """
                {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/u%1$d"},
                "eventTime":"2026-10-13T09:47:26Z","eventSource":"s3.amazonaws.com","eventName":"%2$s",
                "sourceIPAddress":"198.51.100.%3$d","userAgent":"Boto3/1.40.%1$d é","requestParameters":
                {"bucketName":"logs-%1$d","key":"a\\nb/%1$d","size":%1$d},"responseElements":null,"tags":["a",1,true]}
                """.formatted(number, number % 2 == 0 ? "PutObject" : "GetObject", number % 250));
    }
}
