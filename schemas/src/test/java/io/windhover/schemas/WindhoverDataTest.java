package io.windhover.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindhoverDataTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                CloudEvent.class,
                Finding.class,
                Alert.class,
                Observation.class,
                RuleDocument.class,
                ListEntry.class,
                IdentityEntry.class
            })
    void shouldBeTheModelOfEveryGeneratedClass(Class<? extends SpecificRecordBase> type) {
        assertThat(SpecificData.getForClass(type)).isInstanceOf(WindhoverData.class);
    }

    @Test
    void shouldFillInDefaultsThatAreGeneratedClasses() {
        RuleDocument document =
                RuleDocument.newBuilder().setFormat(RuleFormat.SIGMA).build();

        assertThat(document.getMode()).isEqualTo(RuleMode.LIVE);
    }

    @Test
    void shouldCopyNestedRecords() {
        Geo geo = Geo.newBuilder().setCountry("IS").build();
        SourceEndpoint endpoint = SourceEndpoint.newBuilder().setGeo(geo).build();

        SourceEndpoint copy = SourceEndpoint.newBuilder(endpoint).build();

        assertThat(copy).isEqualTo(endpoint);
        assertThat(copy.getGeo()).isNotSameAs(geo);
    }

    @Test
    void shouldReadItsOwnBytes() throws IOException {
        LogSource source = LogSource.newBuilder().setProduct("aws").build();

        assertThat(LogSource.fromByteBuffer(source.toByteBuffer())).isEqualTo(source);
    }

    @Test
    void shouldStillLeaveForeignClassesToAvrosList() {
        Schema foreign =
                SchemaBuilder.record("Thread").namespace("java.lang").fields().endRecord();

        assertThatThrownBy(() -> new WindhoverData().getClass(foreign)).isInstanceOf(SecurityException.class);
    }

    @Test
    void shouldKnowNoClassForANameThatWasNeverGenerated() {
        Schema retired = SchemaBuilder.enumeration("Retired")
                .namespace("io.windhover.schemas")
                .symbols("A");

        assertThat(new WindhoverData().getClass(retired)).isNull();
    }
}
