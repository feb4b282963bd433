package io.windhover.connect.normalise.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.connect.normalise.Resources;
import io.windhover.schemas.CloudEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What golden files cannot show: refusals, bounds, identity of bytes. The shapes of records are in the golden files. */
class CloudTrailNormaliserTest {

    private static final Instant INGEST = Instant.parse("2026-10-01T09:00:00Z");

    private final CloudTrailNormaliser normaliser = new CloudTrailNormaliser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'eventName':'A'} | the record has no eventTime",
                "{'eventName':'A','eventTime':null} | the record has no eventTime",
                "{'eventName':'A','eventTime':' '} | the record has no eventTime",
                "{'eventName':'A','eventTime':'soon'} | the record's eventTime cannot be read",
                "{'eventName':'A','nested':{'eventTime':'2026-10-01T08:00:00Z'}} | the record has no eventTime"
            })
    void shouldRefuseARecordWithoutATimeAlsoBeforeItIsNormalised(String record, String reason) {
        byte[] bytes = record.replace("'", "\"").getBytes(UTF_8);

        assertThat(normalise(bytes)).isEqualTo(new Normalisation.Refused(reason));
        assertThat(normaliser.refusal(bytes, 0, bytes.length)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"text\"",
                "{\"a\":}",
                "{} {}",
                "{\"eventTime\":\"2026-10-01T08:00:00Z\"",
                "\u0000"
            })
    void shouldRefuseWhatIsNoJsonObject(String record) {
        assertThat(normalise(record.getBytes(UTF_8)))
                .isInstanceOfSatisfying(Normalisation.Refused.class, refused -> assertThat(refused.reason())
                        .startsWith("not "));
    }

    /** Some serialisers write a plus as an escape. */
    @Test
    void shouldForetellNothingOfATimeThatItReads() {
        byte[] record = "{\"eventTime\":\"2026-10-13T09:47:26\\u002B02:00\",\"eventName\":\"x\"}".getBytes(UTF_8);
        CloudTrailNormaliser normaliser = new CloudTrailNormaliser();

        assertThat(normaliser.refusal(record, 0, record.length)).isEmpty();
        assertThat(normaliser.normalise(RawEvent.of(record, Instant.parse("2026-10-13T10:00:00Z"))))
                .isInstanceOfSatisfying(Normalisation.Normalised.class, normalised -> assertThat(
                                normalised.event().getTime())
                        .isEqualTo(Instant.parse("2026-10-13T07:47:26Z")));
    }

    @Test
    void shouldRefuseNestingThatIsTooDeep() {
        String deep = "{\"eventTime\":\"2026-10-01T08:00:00Z\",\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}";

        assertThat(normalise(deep.getBytes(UTF_8))).isInstanceOf(Normalisation.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'userIdentity':7,'requestParameters':'x','resources':{},'responseElements':[]}",
                "{'userIdentity':{'type':{},'arn':[],'sessionContext':'x'},'eventName':{'a':1},'readOnly':'maybe'}",
                "{'userIdentity':{'type':'AssumedRole','arn':'arn:aws:sts::1:assumed-role'}}",
                "{'userIdentity':{'type':'AssumedRole','arn':'no arn','principalId':':'}}",
                "{'userIdentity':{'type':'IAMUser'},'eventName':'','eventSource':'.'}",
                "{'resources':[1,null,[],{},{'ARN':null},{'ARN':{'a':1},'type':'x'}]}",
                "{'requestParameters':{'instancesSet':{'items':[1,{},{'instanceId':{}},[{}]]},'bucketName':['x']}}"
            })
    void shouldReadRecordsWhoseFieldsHaveOtherTypesThanTheyShould(String record) {
        String whole = record.replace("'", "\"").replaceFirst("\\{", "{\"eventTime\":\"2026-10-01T08:00:00Z\",");

        CloudEvent event = accepted(whole.getBytes(UTF_8));

        assertThat(event.getActor().getPrincipal())
                .satisfiesAnyOf(principal -> assertThat(principal).isNull(), principal -> assertThat(principal)
                        .isIn("arn:aws:sts::1:assumed-role", "arn:aws:iam::1:role/", "no arn"));
        assertThat(event.getResources()).isEmpty();
    }

    @Test
    void shouldNameAnEventWithoutAnIdByItsBytes() {
        byte[] record = "{\"eventTime\":\"2026-10-01T08:00:00Z\",\"eventName\":\"A\"}".getBytes(UTF_8);
        byte[] other = "{\"eventTime\":\"2026-10-01T08:00:00Z\",\"eventName\":\"B\"}".getBytes(UTF_8);

        assertThat(accepted(record).getUid())
                .matches("sha256:[0-9a-f]{64}")
                .isEqualTo(accepted(record.clone()).getUid())
                .isNotEqualTo(accepted(other).getUid());
    }

    @Test
    void shouldKeepOfALargeEventWhatFitsAndSaySo() throws IOException {
        String record =
                "{\"eventTime\":\"2026-10-01T08:00:00Z\",\"eventID\":\"e\",\"x\":\"" + "x".repeat(400_000) + "\"}";

        CloudEvent event = accepted(record.getBytes(UTF_8));

        assertThat(event.getRawTruncated()).isTrue();
        assertThat(event.getRaw().remaining()).isBetween(200_000, CloudTrailNormaliser.MAX_RAW_BYTES);
        assertThat(new ObjectMapper()
                        .readTree(event.getRaw().array())
                        .at("/eventID")
                        .asText())
                .isEqualTo("e");
        assertThat(accepted("{\"eventTime\":\"2026-10-01T08:00:00Z\"}".getBytes(UTF_8))
                        .getRawTruncated())
                .isFalse();
    }

    @Test
    void shouldNotDependOnTheBufferAfterwards() {
        byte[] record = "{\"eventTime\":\"2026-10-01T08:00:00Z\",\"eventName\":\"A\"}".getBytes(UTF_8);

        CloudEvent event = accepted(record);
        Arrays.fill(record, (byte) 0);

        assertThat(event.getApi().getOperation()).isEqualTo("A");
        assertThat(event.getRaw().get(0)).isEqualTo((byte) '{');
    }

    @ParameterizedTest
    @CsvSource({"2026-10-01T09:05:00Z, false", "2026-10-01T09:05:00.001Z, true"})
    void shouldClampATimeMoreThanFiveMinutesInTheFuture(String time, boolean clamped) {
        CloudEvent event = accepted(("{\"eventTime\":\"" + time + "\"}").getBytes(UTF_8));

        assertThat(event.getTimeClamped()).isEqualTo(clamped);
        assertThat(event.getTime()).isEqualTo(clamped ? INGEST : Instant.parse(time));
    }

    @Test
    void shouldListAtMostAsManyResourcesAsTheSchemaAllows() {
        String items = "{\"instanceId\":\"i-1\"},".repeat(3) + "{\"instanceId\":\"i-2\"}";
        String arns = String.join(
                ",",
                IntStream.range(0, 40)
                        .mapToObj(i -> "{\"ARN\":\"arn:" + i + "\"}")
                        .toList());
        String few =
                "{\"eventTime\":\"2026-10-01T08:00:00Z\",\"eventSource\":\"ec2.amazonaws.com\",\"requestParameters\":{\"instancesSet\":{\"items\":["
                        + items + "]}}}";
        String many = "{\"eventTime\":\"2026-10-01T08:00:00Z\",\"resources\":[" + arns + "]}";

        assertThat(accepted(few.getBytes(UTF_8)).getResources()).hasSize(2);
        assertThat(accepted(many.getBytes(UTF_8)).getResources()).hasSize(Resources.MOST);
    }

    private Normalisation normalise(byte[] record) {
        return normaliser.normalise(RawEvent.of(record, INGEST));
    }

    private CloudEvent accepted(byte[] record) {
        return ((Normalisation.Normalised) normalise(record)).event();
    }
}
